import { UnreadableDocument } from './reading.js';

export const MAX_BYTES = 20 * 1024 * 1024;

/** First bytes, in hexadecimal, of files that people take for text or wish were. */
const SIGNATURES: [RegExp, string][] = [
  [/^25504446/, 'a PDF'],
  [/^504b0304/, 'a Word, Excel, OpenDocument or other zipped file'],
  [/^d0cf11e0/, 'an old Word or Excel file'],
  [/^7b5c727466/, 'a rich-text (RTF) file'],
  [/^(?:89504e47|ffd8ff|47494638|49492a00|4d4d002a|424d|52494646)/, 'a picture'],
  [/^(?:1f8b|377abcaf|526172211a|425a68|fd377a58)/, 'a compressed file'],
  [/^4d5a|^7f454c46|^cffaedfe/, 'a program'],
  [/^53514c69746520666f726d6174/, 'a database'],
];

export const FORMATS_READ =
  'Word (.docx), PDF, web pages (.html), OpenDocument (.odt), Excel (.xlsx), plain text (.txt), Markdown (.md) and tables as .csv or .tsv';

/**
 * The text of a file: UTF-8, UTF-16 in either order, with or without a byte order mark, else Windows-1252. NUL
 * and other control characters that no text has are refused, not cleaned away: they mean that the file is
 * something else than it seems.
 * @throws UnreadableDocument `empty`, `too_large`, `binary`, `format_not_read` or `encoding`
 */
export function decode(bytes: Uint8Array): { text: string; warning: string | null } {
  if (bytes.byteLength === 0) throw new UnreadableDocument('empty', 'The file is empty.');
  refuseLarge(bytes.byteLength);
  const head = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  const signature = SIGNATURES.find(([pattern]) => pattern.test(head));
  if (signature) {
    throw new UnreadableDocument(
      'format_not_read',
      `This is ${signature[1]}, which Heed does not read. It reads ${FORMATS_READ}, or pasted text.`,
    );
  }
  const decoded = decodeUtf16(bytes, head) ?? decodeUtf8(bytes) ?? decodeWindows1252(bytes);
  refuseBinary(decoded.text);
  refuseBlank(decoded.text);
  return decoded;
}

/** The same refusals for pasted text. @throws UnreadableDocument `empty`, `too_large` or `binary` */
export function checkText(text: string): void {
  refuseLarge(Buffer.byteLength(text));
  refuseBinary(text);
  refuseBlank(text);
}

function decodeUtf16(bytes: Uint8Array, head: string) {
  const order = head.startsWith('fffe')
    ? 'utf-16le'
    : head.startsWith('feff')
      ? 'utf-16be'
      : guessUtf16(bytes);
  if (!order) return null;
  try {
    return { text: new TextDecoder(order, { fatal: true }).decode(bytes), warning: null };
  } catch {
    throw new UnreadableDocument(
      'encoding',
      `The file begins as ${order.toUpperCase()} but is broken as such.`,
    );
  }
}

/** Without a mark: Latin letters in UTF-16 have a zero in every second byte, and in the same one. */
function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 4096);
  let [even, odd] = [0, 0];
  sample.forEach((byte, index) => {
    if (byte !== 0) return;
    if (index % 2) odd++;
    else even++;
  });
  const half = sample.length / 2;
  if (odd > 0.4 * half && even < 0.05 * half) return 'utf-16le';
  if (even > 0.4 * half && odd < 0.05 * half) return 'utf-16be';
  return null;
}

function decodeUtf8(bytes: Uint8Array) {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), warning: null };
  } catch {
    return null;
  }
}

function decodeWindows1252(bytes: Uint8Array) {
  // These five bytes stand for nothing in Windows-1252.
  if (bytes.some((byte) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte))) {
    throw new UnreadableDocument(
      'encoding',
      'The file is neither UTF-8, UTF-16 nor Windows-1252 text. Save it as UTF-8 and try again.',
    );
  }
  return {
    text: new TextDecoder('windows-1252').decode(bytes),
    warning:
      'The file is not UTF-8; it was read as Windows-1252. Look at accented letters and quotation marks.',
  };
}

function refuseLarge(size: number): void {
  if (size <= MAX_BYTES) return;
  const megabytes = (size / 1024 / 1024).toFixed(1);
  throw new UnreadableDocument('too_large', `The document has ${megabytes} MB; Heed reads up to 20 MB.`);
}

/** More than any paragraph has, and few enough characters to be looked at one by one. */
const LONGEST_LINE = 4_000_000;

/** For what is read line by line. @throws UnreadableDocument `too_large` */
export function refuseLongLines(text: string): void {
  for (let start = 0, line = 1; start < text.length; line++) {
    const end = text.indexOf('\n', start);
    const length = (end === -1 ? text.length : end) - start;
    if (length > LONGEST_LINE)
      throw new UnreadableDocument(
        'too_large',
        `Line ${line} has ${length.toLocaleString('en')} characters; Heed reads lines of up to ${LONGEST_LINE.toLocaleString('en')}. Is it a document?`,
      );
    if (end === -1) return;
    start = end + 1;
  }
}

function refuseBinary(text: string): void {
  const index = firstControl(text);
  if (index === -1) return;
  const line = text.slice(0, index).split('\n').length;
  const what = text.charCodeAt(index) === 0 ? 'a NUL character' : 'a control character';
  throw new UnreadableDocument('binary', `This is no text: it has ${what} in line ${line}.`);
}

/** Index of the first character below the space that is no tab, line end or form feed. */
function firstControl(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 9 || (code > 13 && code < 32)) return i;
  }
  return -1;
}

function refuseBlank(text: string): void {
  if (!text.trim()) throw new UnreadableDocument('empty', 'There is no text in the document.');
}
