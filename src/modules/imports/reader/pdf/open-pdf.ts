import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { UnreadableDocument } from '../reading.js';
import { refuseBombs } from './bomb-guard.js';
import type { Page, Run, TagNode } from './geometry.js';
import type { Operations } from './rules.js';
import { rulesOf } from './rules.js';
import type { Annotation } from './links.js';
import { tieLinks } from './links.js';
import { SoftHyphens } from './soft-hyphens.js';

/** A brief is short; what is longer is read up to here and says so. */
export const MOST_PAGES = 150;
const MOST_RUNS = 30_000;
/** Well below the limit of the process that reads. */
const MILLISECONDS = 12_000;
/** A page takes a tenth of this, unless it is a map. */
const MILLISECONDS_OF_ONE = 2_500;

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>;

/** What a PDF holds, page by page. */
export interface OpenPdf {
  pages: Page[];
  /** How many pages it has; more than were read. */
  count: number;
}

/**
 * Takes text, lines and tags out of a PDF. Pictures are not decoded, scripts and attached files not looked at.
 * @throws UnreadableDocument `protected`, `malformed` or `too_large`
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  refuseBombs(bytes);
  const until = performance.now() + MILLISECONDS;
  const pdfjs = await getResolvedPDFJS();
  const document = await load(bytes);
  try {
    const pages: Page[] = [];
    let runs = 0;
    for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES); number++) {
      const page = await inTime(pageOf(document, number, pdfjs.OPS as unknown as Operations));
      runs += page.runs.length;
      if (runs > MOST_RUNS || performance.now() > until) throw tooLarge();
      pages.push(page);
    }
    return { pages, count: document.numPages };
  } finally {
    await document.destroy();
  }
}

/** pdf.js lets others have their turn now and then: so a page that takes for ever can be left. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let clock: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    clock = setTimeout(() => reject(tooLarge()), MILLISECONDS_OF_ONE);
  });
  // What is left unfinished fails when the document is closed, and nobody waits for it any more.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(clock);
  }
}

async function load(bytes: Uint8Array): Promise<PdfDocument> {
  try {
    // pdf.js takes the bytes over and empties them: it gets its own.
    return await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      maxImageSize: 1,
      disableFontFace: true,
      useSystemFonts: false,
      isEvalSupported: false,
      enableXfa: false,
      stopAtErrors: false,
    });
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException')
      throw new UnreadableDocument(
        'protected',
        'The PDF is protected by a password. Save it without one, and bring it again.',
      );
    throw broken();
  }
}

async function pageOf(document: PdfDocument, number: number, ops: Operations): Promise<Page> {
  try {
    const page = await document.getPage(number);
    const { width, height, transform } = page.getViewport({ scale: 1 });
    const drawing = await page.getOperatorList();
    const runs = await runsOf(page, transform, new SoftHyphens(drawing, ops.showText));
    for (const run of runs) run.isOffPage = run.x < -0.3 || run.right > width + 0.3;
    tieLinks((await page.getAnnotations()) as Annotation[], runs, transform);
    const tree = (await page.getStructTree()) as TagNode | null;
    const rules = rulesOf(drawing, ops, transform);
    page.cleanup();
    return { number, width, height, runs, ...rules, tree };
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw broken();
  }
}

interface Item {
  str?: string;
  type?: string;
  id?: string | null;
  tag?: string;
  transform: number[];
  width: number;
  fontName: string;
}

async function runsOf(page: PdfPage, view: number[], hyphens: SoftHyphens): Promise<Run[]> {
  const { items } = await page.getTextContent({
    includeMarkedContent: true,
    disableNormalization: true,
  });
  const isBold = boldFonts(page);
  const runs: Run[] = [];
  const open: { id: string | null; tag: string; isEmpty: boolean }[] = [];
  let isSpaced = false;
  let hadEmptySpan = false;
  for (const item of items as Item[]) {
    if (item.type === 'endMarkedContent') {
      const closed = open.pop();
      hadEmptySpan ||= closed?.id === null && closed.tag === 'Span' && closed.isEmpty;
    } else if (item.type !== undefined)
      open.push({ id: item.id ?? null, tag: item.tag ?? '', isEmpty: true });
    if (!item.str) continue;
    for (const content of open) content.isEmpty = false;
    const { text, isCutBefore } = hyphens.next(item.str);
    const last = runs.at(-1);
    // A hyphen in a span of its own has another text behind it than its letter: a soft one is hard, a hard one soft.
    if (isCutBefore && last) last.text += hadEmptySpan ? '-' : '\u00AD';
    hadEmptySpan = false;
    const run = runOf({ ...item, str: text }, view);
    if (isCutBefore && last && run && Math.abs(run.y - last.y) < 1 && run.x > last.right) {
      // pdf.js leaves out how wide the hyphen is.
      last.right = run.x;
      isSpaced = false;
    }
    if (!run || !text.trim()) {
      isSpaced ||= /\s/.test(text);
      continue;
    }
    const inner = open.at(-1);
    runs.push({
      ...run,
      isSpaced: isSpaced || /^\s/.test(text),
      bold: isBold(item.fontName),
      tag: open.findLast(({ id }) => id !== null)?.id ?? null,
      isArtifact: open.some(({ tag }) => tag === 'Artifact'),
      isSoftHyphen: /^[-‐\u00AD]$/.test(text) && inner?.id === null && inner.tag === 'Span',
    });
    isSpaced = /\s$/.test(text);
  }
  if (hyphens.isLeftOver && runs.length > 0) runs.at(-1)!.text += '\u00AD';
  return runs;
}

/** Text that runs up or down the page is a mark on it, not part of it. */
function runOf(item: Item, view: number[]): Pick<Run, 'text' | 'x' | 'right' | 'y' | 'size'> | null {
  const [a, b, c, d, e, f] = item.transform;
  const across = [view[0] * a + view[2] * b, view[1] * a + view[3] * b];
  if (Math.abs(across[1]) > 0.2 * Math.abs(across[0])) return null;
  const x = view[0] * e + view[2] * f + view[4];
  const y = view[1] * e + view[3] * f + view[5];
  const size = Math.hypot(view[0] * c + view[2] * d, view[1] * c + view[3] * d);
  if (![x, y, size].every(Number.isFinite) || size === 0) return null;
  return { text: together(plain(item.str!)), x, right: x + item.width, y, size };
}

/** "I S S U E", as pdf.js gives letters that are set apart; one space more parts words. */
function together(text: string): string {
  const isSpaced = /^\p{L}{1,2}(?: {1,3}\p{L}{1,2}){3,}$/u.test(text);
  const singles = text.match(/(?<!\p{L})\p{L}(?!\p{L})/gu)?.length ?? 0;
  if (!isSpaced || singles < 0.6 * text.split(/ +/).length) return text;
  return text.replaceAll(/ (?! )/g, '').replaceAll(/ +/g, ' ');
}

/** Without control characters, ligatures and letters in their printed forms taken apart. */
function plain(text: string): string {
  return (
    text
      .replaceAll(/[\u0000-\u0008\u000B-\u001F\u200B\uFEFF]/g, '')
      // Bullets in the fonts that Word takes them from.
      .replaceAll(/[\uF0B7\uF0A7\uF0D8\uF076\uF02D]/g, '•')
      .replaceAll(/[\uFB00-\uFDFF\uFE70-\uFEFC]/g, (letter) => letter.normalize('NFKC'))
  );
}

/** The fonts of a page are known once its drawing is. */
function boldFonts(page: PdfPage): (name: string) => boolean {
  const known = new Map<string, boolean>();
  const objects = page.commonObjs as { has(name: string): boolean; get(name: string): unknown };
  return (name) => {
    let bold = known.get(name);
    if (bold === undefined) {
      const font = objects.has(name)
        ? (objects.get(name) as { name?: string; bold?: boolean; black?: boolean })
        : {};
      bold = Boolean(font.bold || font.black) || /bold|black|heavy|semib/i.test(font.name ?? '');
      known.set(name, bold);
    }
    return bold;
  };
}

function broken(): UnreadableDocument {
  return new UnreadableDocument(
    'malformed',
    'The PDF is broken: it may have been cut off on its way. Save it again in its own program and bring that.',
  );
}

function tooLarge(): UnreadableDocument {
  return new UnreadableDocument(
    'too_large',
    'The PDF holds far more than a brief. Bring only the pages with the recommendations and the matrix.',
  );
}
