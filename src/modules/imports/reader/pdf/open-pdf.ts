import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { processorTime } from '../processor-time.js';
import { UnreadableDocument } from '../reading.js';
import { refuseBombs } from './bomb-guard.js';
import type { Page, TagNode } from './geometry.js';
import type { Operations } from './rules.js';
import { rulesOf } from './rules.js';
import type { Annotation } from './links.js';
import { tieLinks } from './links.js';
import { markStruck, runsOf, textOf, uprightView } from './page-text.js';
import { SoftHyphens } from './soft-hyphens.js';

/** A brief is short; what is longer is read up to here and says so. */
export const MOST_PAGES = 150;
const MOST_RUNS = 30_000;
/** Of processor time, well below the limit of the process that reads: a busy machine reads no less. */
const MILLISECONDS = 12_000;
/** A page takes a twentieth of this, unless it is a map or the engine is still warming up. */
const MILLISECONDS_OF_ONE = 5_000;

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

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
  const spent = processorTime();
  const pdfjs = await getResolvedPDFJS();
  const document = await load(bytes);
  try {
    const pages: Page[] = [];
    let runs = 0;
    for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES); number++) {
      const page = await inTime(pageOf(document, number, pdfjs.OPS as unknown as Operations));
      runs += page.runs.length;
      if (runs > MOST_RUNS || spent() > MILLISECONDS) throw tooLarge();
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
  const spent = processorTime();
  const late = new Promise<never>((_, reject) => {
    clock = setInterval(() => spent() > MILLISECONDS_OF_ONE && reject(tooLarge()), 250);
  });
  // What is left unfinished fails when the document is closed, and nobody waits for it any more.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearInterval(clock);
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
    const drawing = await page.getOperatorList();
    const items = await textOf(page);
    const { width, height, transform } = uprightView(page, items);
    const runs = runsOf(page, items, transform, new SoftHyphens(drawing, ops.showText));
    for (const run of runs) run.isOffPage = run.x < -0.3 || run.right > width + 0.3;
    tieLinks((await page.getAnnotations()) as Annotation[], runs, transform);
    const tree = (await page.getStructTree()) as TagNode | null;
    const rules = rulesOf(drawing, ops, transform);
    markStruck(runs, rules.horizontals);
    page.cleanup();
    return { number, width, height, runs, ...rules, tree };
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw broken();
  }
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
