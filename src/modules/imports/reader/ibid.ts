import type { NoteReading, Warning } from './reading.js';
import { excerpt, fold } from './words.js';

const IBID = /^(?:ibid(?:em)?|id|idem)\b\.?/i;
const SEE_NOTE = /\b(?:supra|see|as in|op\.? ?cit\.?,?)\s+(?:above\s+)?(?:foot)?note\s+(\d{1,3})\b/i;
const OP_CIT = /^(.{2,80}?),?\s+(?:op\.? ?cit\b|loc\.? ?cit\b)/i;

/** Ties "Ibid.", "op. cit." and "see note 3" to the note they mean; a chain is followed to its end. */
export function followIbid(notes: NoteReading[], before = 0): Warning[] {
  const warnings: Warning[] = [];
  const byMarker = new Map<string, NoteReading>();
  const byFirstWord = new Map<string, NoteReading>();
  const ends = new Map<NoteReading, NoteReading>();
  for (const [index, note] of notes.entries()) {
    const opCit = OP_CIT.exec(note.text.slice(0, 200))?.[1];
    const number = SEE_NOTE.exec(note.text.slice(0, 200))?.[1];
    const isIbid = IBID.test(note.text);
    if (isIbid || opCit || (number && !note.url)) {
      const meant = number
        ? byMarker.get(number)
        : opCit
          ? byFirstWord.get(firstWord(opCit))
          : notes[index - 1];
      const end = meant && (ends.get(meant) ?? meant);
      if (end?.marker) {
        ends.set(note, end);
        Object.assign(note, { sameAs: end.marker, url: note.url ?? end.url });
      } else
        warnings.push({
          at: `notes[${before + index}]`,
          message: `"${excerpt(note.text)}": the note it means was not found.`,
        });
    } else if (!byFirstWord.has(firstWord(note.text))) byFirstWord.set(firstWord(note.text), note);
    if (note.marker !== null) byMarker.set(note.marker, note);
  }
  return warnings;
}

function firstWord(text: string): string {
  return fold(text.slice(0, 200)).split(/[\s,]/)[0];
}
