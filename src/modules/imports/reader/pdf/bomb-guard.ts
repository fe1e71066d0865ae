import { inflateSync } from 'node:zlib';
import { UnreadableDocument } from '../reading.js';

/** What the streams of a brief unpack to, at most; its pictures are never unpacked. */
const MOST_OF_ONE = 24 * 1024 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;
/** Older packings are rare and cannot be tried cheaply: a small one cannot do harm. */
const MOST_OF_OLD = 128 * 1024;
/** What a page draws, drawings within drawings counted as often as they are used. */
const MOST_DRAWN = 40 * 1024 * 1024;

interface Stream {
  number: string;
  dictionary: string;
  content: string;
}

/**
 * Looks through the streams of a PDF before pdf.js unpacks them, which it does without limit: what unpacks to far
 * more than a brief, or draws itself over and over, is not opened. Streams of an encrypted file cannot be looked at:
 * for those the limits of the process that reads must do.
 * @throws UnreadableDocument `too_large`
 */
export function refuseBombs(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = file.toString('latin1');
  const forms: Stream[] = [];
  let total = 0;
  for (let at = text.indexOf('stream'); at !== -1; at = text.indexOf('stream', at + 6)) {
    if (text.slice(at - 3, at) === 'end') continue;
    const dictionary = dictionaryBefore(text, at);
    if (dictionary === null || /\/Subtype\s*\/Image\b/.test(dictionary.text)) continue;
    const start = at + 6 + (text[at + 6] === '\r' ? 2 : 1);
    const end = text.indexOf('endstream', start);
    const packed = file.subarray(start, end === -1 ? file.length : end);
    const content = unpack(packed, dictionary.text);
    total += content.length;
    if (total > MOST_BYTES) throw tooLarge();
    if (/\sDo\b/.test(content)) forms.push({ ...dictionary, dictionary: dictionary.text, content });
  }
  refuseNested(text, forms);
}

/** The dictionary that ends here, and the number of its object. */
function dictionaryBefore(text: string, at: number): { text: string; number: string } | null {
  const before = text.slice(Math.max(0, at - 4_000), at);
  const found = /(?:^|\s)(\d{1,7})\s+\d{1,5}\s+obj\s*(<<(?:(?!\sobj\s|\sobj<).)*>>)\s*$/s.exec(
    before.slice(Math.max(0, before.lastIndexOf(' obj') - 20)),
  );
  return found ? { number: found[1], text: found[2] } : null;
}

function unpack(packed: Buffer, dictionary: string): string {
  const filters: string[] =
    dictionary.match(/\/(?:Fl|FlateDecode|LZW|LZWDecode|RL|RunLengthDecode)\b/g) ?? [];
  if (filters.length === 0) return packed.length > MOST_OF_ONE ? '' : packed.toString('latin1');
  if (filters.length > 1) throw tooLarge();
  if (!/Fl/.test(filters[0])) {
    if (packed.length > MOST_OF_OLD) throw tooLarge();
    return '';
  }
  try {
    return inflateSync(packed, { maxOutputLength: MOST_OF_ONE }).toString('latin1');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    // Broken, encrypted, or packed once more in letters: pdf.js will see.
    return '';
  }
}

/** Each drawing that uses another one twice, thirty times over, is a thousand million drawings. */
function refuseNested(text: string, forms: Stream[]): void {
  if (forms.length === 0) return;
  const byNumber = new Map(forms.map((form) => [form.number, form]));
  const sizes = new Map<string, number>();
  const sizeOf = (number: string, depth: number): number => {
    const form = byNumber.get(number);
    if (!form) return 100;
    const known = sizes.get(number);
    if (known !== undefined) return known;
    // One that uses itself is drawn once by pdf.js; deeper than this is nobody's drawing.
    sizes.set(number, 100);
    if (depth > 60) return MOST_DRAWN;
    const names = namesOf(text, form.dictionary);
    let size = form.content.length;
    for (const [, name] of form.content.matchAll(/\/([^\s/<>[\]()]+)\s+Do\b/g)) {
      const used = names.get(name);
      size += used ? sizeOf(used, depth + 1) : 100;
      if (size > MOST_DRAWN) throw tooLarge();
    }
    sizes.set(number, size);
    return size;
  };
  for (const form of forms) if (sizeOf(form.number, 0) > MOST_DRAWN) throw tooLarge();
}

/** The drawings that a dictionary names: `/X 7 0 R` within its `/XObject`, directly or one or two references away. */
function namesOf(text: string, dictionary: string): Map<string, string> {
  const referenced = (name: string, within: string) => {
    const number = new RegExp(String.raw`/${name}\s+(\d{1,7})\s+\d{1,5}\s+R`).exec(within)?.[1];
    if (number === undefined) return within;
    const at = new RegExp(String.raw`(?:^|\s)${number}\s+\d{1,5}\s+obj\b`).exec(text);
    return at ? text.slice(at.index, at.index + 4_000) : within;
  };
  const objects = referenced('XObject', referenced('Resources', dictionary));
  return new Map(
    [...objects.matchAll(/\/([^\s/<>[\]()]+)\s+(\d{1,7})\s+\d{1,5}\s+R/g)].map(([, name, number]) => [
      name,
      number,
    ]),
  );
}

function tooLarge(): UnreadableDocument {
  return new UnreadableDocument(
    'too_large',
    'Unpacked, the PDF holds far more than a brief. It was not opened: bring only the pages with the recommendations and the matrix.',
  );
}
