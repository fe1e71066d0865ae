import { extname } from 'node:path';
import type { Warning } from './reading.js';
import { UnreadableDocument } from './reading.js';
import type { Document } from './text-blocks.js';
import { zipNames } from './zip-guard.js';

/** Formats that are read from bytes, each by a front end of its own; the others are text. */
type BinaryFormat = 'docx' | 'odt' | 'html' | 'pdf' | 'xlsx';
export type FrontEnd = (bytes: Uint8Array) => Promise<Document>;

/** Loaded only where a document wants them: pdf.js alone takes longer to load than a text to read. */
export const FRONT_ENDS: Partial<Record<BinaryFormat, FrontEnd>> = {
  html: async (bytes) => (await import('./html/read-html.js')).readHtml(bytes),
  odt: async (bytes) => (await import('./odt/read-odt.js')).readOdt(bytes),
  docx: async (bytes) => (await import('./docx/read-docx.js')).readDocx(bytes),
  pdf: async (bytes) => (await import('./pdf/read-pdf.js')).readPdf(bytes),
  xlsx: async (bytes) => (await import('./xlsx/read-xlsx.js')).readXlsx(bytes),
};

/**
 * The format of a file by what is in it; its name decides only between kinds of text.
 * @returns null where it is text, Markdown or CSV
 * @throws UnreadableDocument `format_not_read` with what to save it as
 */
export function binaryFormatOf(bytes: Uint8Array, filename: string): BinaryFormat | null {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (head.startsWith('PK\u0003\u0004')) return zippedFormat(bytes);
  if (head.startsWith('\u00D0\u00CF\u0011\u00E0')) throw oldOffice(bytes);
  // A PDF may have a little rubbish before its mark.
  if (/(?:^|[\r\n\0])%PDF-\d/.test(head) || head.startsWith('\u00EF\u00BB\u00BF%PDF-')) return 'pdf';
  if (/<\?mso-application progid="Word|<pkg:package\s/.test(head))
    throw notRead('a Word file kept as XML', 'Save it as .docx');
  if (/<office:document[\s>]/.test(head))
    throw notRead('a flat OpenDocument file (.fodt)', 'Save it as .odt or .docx');
  if (
    /\.(?:gdoc|gsheet)$/i.test(filename) ||
    /^\s*\{\s*"(?:url|doc_id)":\s*"https:\/\/docs\.google/.test(head)
  )
    throw notRead('only a link to a document at Google', 'Download the document there as .docx');
  if (/^(?:From|MIME-Version|Subject):[^]*content-type:\s*multipart\/related/i.test(head))
    throw notRead('a web archive (.mht)', 'Save it as .html or .docx');
  return isHtml(bytes, head, filename) ? 'html' : null;
}

/** Begins as a page does, or is called one and has tags in it. */
function isHtml(bytes: Uint8Array, head: string, filename: string): boolean {
  const text = head.replaceAll('\0', '');
  if (/^x?html?$/i.test(extname(filename).slice(1))) return /<[a-z!][^<>]*>/i.test(text);
  return bytes.length > 0 && BEGINS_AS_PAGE.test(text);
}

const BEGINS_AS_PAGE =
  /^[^<]{0,4}\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<(?:!doctype\s+html|(?:html|head|body|article|main|section|div|table|h1|p|meta|title)(?=[\s>]))/i;

/** Extensions that a file of each format may have. */
const EXTENSIONS: Record<BinaryFormat, RegExp> = {
  docx: /^(?:doc|dot)[xm]$/,
  odt: /^o[dt]t$/,
  html: /^x?html?$/,
  pdf: /^pdf$/,
  xlsx: /^xl[st][xm]$/,
};

/** What to say of a file that is called otherwise than it is; null where its name fits or tells nothing. */
export function mislabelled(format: BinaryFormat | null, filename: string): Warning | null {
  const extension = extname(filename).slice(1).toLowerCase();
  const isOld = extension === 'doc' || extension === 'xls';
  const claims = isOld || Object.values(EXTENSIONS).some((pattern) => pattern.test(extension));
  const fits = format === null ? !claims : !claims || EXTENSIONS[format].test(extension);
  if (fits) return null;
  const what = format === null ? 'text' : NAMES[format];
  return { at: 'document', message: `The file is called .${extension} but is ${what}: it was read as that.` };
}

const NAMES: Record<BinaryFormat, string> = {
  docx: 'a Word file',
  odt: 'an OpenDocument text',
  html: 'a web page',
  pdf: 'a PDF',
  xlsx: 'an Excel file',
};

function zippedFormat(bytes: Uint8Array): BinaryFormat {
  const names = zipNames(bytes);
  if (names.has('word/document.xml')) return 'docx';
  if (names.has('xl/workbook.xml')) return 'xlsx';
  if (names.has('xl/workbook.bin'))
    throw notRead('an Excel file in the binary format (.xlsb)', 'Save it as .xlsx');
  if (names.has('ppt/presentation.xml')) throw notRead('a PowerPoint file', 'Save it as .pdf or .docx');
  if (names.has('content.xml') && names.has('META-INF/manifest.xml')) return 'odt';
  if ([...names].some((name) => /^word\/document\d*\.xml$/.test(name))) return 'docx';
  if ([...names].some((name) => /^Index\/.*\.iwa$|^Index\.zip$/.test(name)))
    throw notRead('a file of Pages, Numbers or Keynote', 'Export it as .docx, .pdf or .xlsx');
  if (names.has('META-INF/container.xml')) throw notRead('an e-book (.epub)', 'Save it as .html or .pdf');
  if (names.has('[Content_Types].xml') && names.has('_rels/.rels')) return officeMain(names);
  throw notRead('a zipped file', 'Unpack it, choose the document in it');
}

/** A Word file may keep its document in a part of any name; other Office files are told by their folders. */
function officeMain(names: ReadonlySet<string>): BinaryFormat {
  const has = (folder: string) => [...names].some((name) => name.startsWith(folder));
  if (has('xl/')) return 'xlsx';
  if (has('visio/') || has('ppt/'))
    throw notRead('an Office file that is no text', 'Save it as .pdf or .docx');
  return 'docx';
}

/** The two containers of old and of encrypted Office files look alike: what is in them is named in UTF-16. */
function oldOffice(bytes: Uint8Array): UnreadableDocument {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (name: string) => content.includes(Buffer.from(name, 'utf16le'));
  if (has('EncryptedPackage') || has('EncryptionInfo')) {
    return new UnreadableDocument(
      'protected',
      'The file is protected by a password. Save it without one, and bring it again.',
    );
  }
  if (has('WordDocument')) return notRead('an old Word file (.doc)', 'Save it as .docx');
  if (has('Workbook') || has('Book')) return notRead('an old Excel file (.xls)', 'Save it as .xlsx');
  return notRead('an old Office file', 'Save it as .docx or .xlsx');
}

function notRead(what: string, advice: string): UnreadableDocument {
  return new UnreadableDocument(
    'format_not_read',
    `This is ${what}, which Heed does not read. ${advice}, and bring that.`,
  );
}
