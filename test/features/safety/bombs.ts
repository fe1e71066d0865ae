import { deflateRawSync } from 'node:zlib';
import { pageOf, pdfOf, rowOf, streamOf, workbookOf, zipOf } from '../../reader/make-files.js';

export interface Bomb {
  name: string;
  filename: string;
  bytes: Buffer;
  /** What it is refused as. */
  codes: RegExp;
}

const MEGABYTE = 1024 * 1024;
const spaces = (megabytes: number) => Buffer.alloc(megabytes * MEGABYTE, 0x20);
const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>';

const docxOf = (document: string | Buffer, claims?: number) =>
  zipOf([
    { name: '[Content_Types].xml', content: TYPES },
    { name: 'word/document.xml', content: document, claims },
  ]);

/** "Billion laughs": ten levels of entities, each ten of the one before. */
function laughs(): string {
  const levels = Array.from({ length: 10 }, (_, n) =>
    n === 0 ? '<!ENTITY l0 "lamp ">' : `<!ENTITY l${n} "${`&l${n - 1};`.repeat(10)}">`,
  );
  return `<?xml version="1.0"?><!DOCTYPE w [${levels.join('')}]><w:document ${WORD}><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>`;
}

/** Every page of the tree is the tree itself. */
const circle = () =>
  pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9/Parent 2 0 R>>']);

/** A form that draws itself, twice. */
const drawsItself = () =>
  pageOf(streamOf('/F Do /F Do'), '/XObject<</F 5 0 R>>', [
    streamOf('/F Do /F Do', '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>'),
  ]);

/** What is built to take all time or memory of whoever opens it; made when asked for, as each is large. */
export const BOMBS: (() => Bomb)[] = [
  () => ({
    name: 'zip: 300 MB of spaces in a .docx',
    filename: 'bomb.docx',
    bytes: docxOf(spaces(300)),
    codes: /too_large|tooLarge|malformed/,
  }),
  () => ({
    name: 'zip: the same, said to be 900 bytes',
    filename: 'liar.docx',
    bytes: docxOf(spaces(300), 900),
    codes: /too_large|tooLarge|malformed/,
  }),
  () => ({
    name: 'zip in zip in zip',
    filename: 'nested.docx',
    bytes: [1, 2, 3].reduce(
      (inner, level) =>
        zipOf(Array.from({ length: 10 }, (_, n) => ({ name: `${level}-${n}.zip`, content: inner }))),
      zipOf([{ name: 'word/document.xml', content: spaces(50) }]),
    ),
    codes: /format_not_read|malformed|too_large|tooLarge/,
  }),
  () => ({
    name: 'XML entities in a .docx',
    filename: 'laughs.docx',
    bytes: docxOf(laughs()),
    codes: /malformed|nothing_found|empty/,
  }),
  () => ({
    name: 'HTML 100,000 deep',
    filename: 'deep.html',
    bytes: Buffer.from(`<html><body>${'<div>'.repeat(100_000)}x${'</div>'.repeat(100_000)}`),
    codes: /malformed|nothing_found|too_large|tooLarge/,
  }),
  () => ({
    name: 'PDF whose pages are a circle',
    filename: 'circle.pdf',
    bytes: circle(),
    codes: /malformed|scanned|empty|too_large|nothing_found/,
  }),
  () => ({
    name: 'PDF that draws itself',
    filename: 'self.pdf',
    bytes: drawsItself(),
    codes: /malformed|scanned|empty|too_large|nothing_found/,
  }),
  () => ({
    name: 'PDF with a stream of 300 MB',
    filename: 'stream.pdf',
    bytes: pageOf(streamOf(spaces(300), '', true)),
    codes: /malformed|scanned|empty|too_large|tooLarge/,
  }),
  () => ({
    name: 'XLSX with a million cells',
    filename: 'million.xlsx',
    bytes: workbookOf(
      Array.from({ length: 40_000 }, (_, n) =>
        rowOf(
          n + 1,
          Array.from({ length: 25 }, () => 'x'),
        ),
      ).join(''),
    ),
    codes: /too_large|tooLarge|malformed/,
  }),
  () => ({
    name: 'CSV of one line of 19 MB',
    filename: 'line.csv',
    bytes: Buffer.alloc(19 * MEGABYTE, 'Issue,'),
    codes: /too_large|tooLarge/,
  }),
  () => ({
    name: 'text of one line of 19 MB',
    filename: 'line.txt',
    bytes: Buffer.alloc(19 * MEGABYTE, 'lamps should '),
    codes: /too_large|tooLarge/,
  }),
  () => ({
    name: 'noise called a .pdf',
    filename: 'noise.pdf',
    bytes: deflateRawSync(spaces(20)),
    codes: /binary|format_not_read|malformed|encoding/,
  }),
];
