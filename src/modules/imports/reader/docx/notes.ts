import type { Element } from '../xml.js';
import { child, descendants } from '../xml.js';
import { numberAs } from './numbering.js';
import type { WordPackage, WordPart } from './package.js';

type Kind = 'footnote' | 'endnote';

/** A note with the part that it stands in. */
interface CitedNote extends WordPart {
  marker: string;
}

/** The footnotes and endnotes of a Word file, numbered as they are cited. */
export class DocxNotes {
  private readonly parts: Record<Kind, WordPart | undefined>;
  private readonly notes: Record<Kind, Map<string, Element>>;
  private readonly formats: Record<Kind, string>;
  private readonly starts: Record<Kind, number>;
  private readonly found: CitedNote[] = [];
  private readonly indices = new Map<string, number>();
  private readonly counts: Record<Kind, number> = { footnote: 0, endnote: 0 };

  constructor(file: WordPackage) {
    const settings = file.part('settings')?.root;
    this.parts = { footnote: file.part('footnotes'), endnote: file.part('endnotes') };
    this.notes = {
      footnote: notesOf(this.parts.footnote, 'footnote'),
      endnote: notesOf(this.parts.endnote, 'endnote'),
    };
    this.formats = {
      footnote: formatOf(file, settings, 'footnote') ?? 'decimal',
      endnote: formatOf(file, settings, 'endnote') ?? 'lowerRoman',
    };
    this.starts = { footnote: startOf(settings, 'footnote'), endnote: startOf(settings, 'endnote') };
  }

  /** Index among the cited notes. A mark that the author typed counts no number. */
  indexOf(kind: Kind, id: string, mark: string | null): number | null {
    const root = this.notes[kind].get(id);
    if (!root) return null;
    const key = `${kind}/${id}`;
    const known = this.indices.get(key);
    if (known !== undefined) return known;
    const marker = mark || numberAs(this.starts[kind] + this.counts[kind]++, this.formats[kind]);
    this.indices.set(key, this.found.length);
    this.found.push({ marker, root, relations: this.parts[kind]!.relations });
    return this.found.length - 1;
  }

  cited(): CitedNote[] {
    return this.found;
  }
}

function notesOf(part: WordPart | undefined, kind: Kind): Map<string, Element> {
  const notes = [...descendants(part?.root, `w:${kind}`)];
  // The others are the lines that part notes from the text.
  const real = notes.filter(({ attributes }) => (attributes['w:type'] ?? 'normal') === 'normal');
  return new Map(real.map((note) => [note.attributes['w:id'] ?? '', note]));
}

/** How notes are numbered: as the sections say, else as the settings do. */
function formatOf(file: WordPackage, settings: Element | undefined, kind: Kind): string | undefined {
  const section = [...descendants(file.root, 'w:sectPr')]
    .map((element) => numberFormat(element, kind))
    .find(Boolean);
  return section ?? numberFormat(settings, kind);
}

function numberFormat(element: Element | undefined, kind: Kind): string | undefined {
  return child(child(element, `w:${kind}Pr`), 'w:numFmt')?.attributes['w:val'];
}

function startOf(settings: Element | undefined, kind: Kind): number {
  return Number(child(child(settings, `w:${kind}Pr`), 'w:numStart')?.attributes['w:val'] ?? 1) || 1;
}
