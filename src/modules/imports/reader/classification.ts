import type { Line, Warn } from './masthead.js';
import type { PublicationReading } from './reading.js';
import { countWords } from './words.js';

type Classification = NonNullable<PublicationReading['classification']>;

/** From the least to the most guarded. */
const ORDER: Classification[] = ['public', 'internal', 'confidential', 'restricted'];

/** Marks by what they stand for; `isPlain` where the mark is the class's own word. */
const MARKS: [Classification, RegExp, isPlain: boolean][] = [
  ['public', /^public$/i, true],
  ['public', /^(?:unclassified|for public (?:release|distribution)|(?:unlimited|general|public|open) (?:distribution|circulation|release)|tlp\s*[:-]?\s*(?:clear|white))$/i, false],
  ['internal', /^(?:for )?internal(?: (?:use|document|distribution|circulation))?(?: only)?$/i, true],
  ['internal', /^(?:limited|restricted to staff) ?(?:distribution|circulation)?$|^(?:distribution|circulation) (?:is )?limited\b.{0,40}$|^not (?:for|to be) (?:(?:general|public|wider|further|onward|external) )?(?:circulation|circulated|distribution|distributed|release|released|publication|published|citation|cited|quotation|quoted|attribution)(?: .{1,40})?$|^do not (?:circulate|distribute|cite|quote|forward)\b.{0,40}$|^tlp\s*[:-]?\s*green$/i, false],
  ['confidential', /^(?:strictly |private (?:and|&) |commercial in |company )?confidential(?: document)?$/i, true],
  ['confidential', /^(?:in (?:strict )?confidence|commercial in confidence|tlp\s*[:-]?\s*amber(?:\s*\+\s*strict)?)$/i, false],
  ['restricted', /^restricted(?: (?:document|distribution|circulation))?$/i, true],
  ['restricted', /^(?:(?:top )?secret|(?:for )?official use(?: only)?|fouo|addressees? only|eyes only|tlp\s*[:-]?\s*red)$/i, false],
]; // prettier-ignore

const LABEL =
  /^(?:security |document )?(?:classification|distribution|circulation|dissemination|marking|handling|confidentiality|status)\s*[:：]\s*/i;
const SENTENCE =
  /^(?:this|the) (?:document|paper|brief|note|report|draft) is (?:strictly |for )?(public|internal|confidential|restricted)\b/i;

/** Reads marks such as "CONFIDENTIAL – not for circulation", "Distribution: internal only" and "TLP:AMBER". */
export function takeClassification(lines: Line[], warn: Warn): PublicationReading['classification'] {
  const found: { text: string; classification: Classification; isPlain: boolean }[] = [];
  for (const line of lines) {
    if (line.used || line.text.length > 150) continue;
    const label = LABEL.exec(line.text)?.[0] ?? '';
    const pieces = line.text
      .slice(label.length)
      .split(/\s+[–—|/•·-]\s+|\s*[;,]\s*|\s*[[\]()]\s*|(?<=[a-z])\.\s*|\s+(?:and|but)\s+(?=not\b)/i)
      .map((piece) => piece.trim())
      .filter((piece) => piece && !/^(?:draft|version|final)\b.{0,12}$/i.test(piece));
    const marks = pieces.map(markOf);
    if (marks.length && marks.every((mark) => mark !== null)) {
      line.used = true;
      found.push(...marks);
    } else if (SENTENCE.test(line.text) && countWords(line.text) < 25) {
      line.used = true;
      const classification = SENTENCE.exec(line.text)![1].toLowerCase() as Classification;
      found.push({ text: line.text, classification, isPlain: false });
    } else if (/^(?:classification|distribution|circulation)\b/i.test(label)) {
      line.used = true;
      const mark = line.text.slice(label.length);
      warn('publication.classification', `The document is marked "${mark}": choose its classification.`);
    }
  }
  const [most] = found.toSorted((a, b) => ORDER.indexOf(b.classification) - ORDER.indexOf(a.classification));
  if (!most) return null;
  if (!most.isPlain)
    warn('publication.classification', `"${most.text}" was read as ${most.classification}: check it.`);
  else if (
    found.some(({ classification }) => classification === 'public') &&
    most.classification !== 'public'
  )
    warn('publication.classification', `The document bears several marks: ${most.classification} was taken.`);
  return most.classification;
}

function markOf(text: string): { text: string; classification: Classification; isPlain: boolean } | null {
  const mark = MARKS.find(([, pattern]) => pattern.test(text));
  return mark ? { text, classification: mark[0], isPlain: mark[2] } : null;
}
