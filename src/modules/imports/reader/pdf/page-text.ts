import type { getDocumentProxy } from 'unpdf';
import type { Rule, Run } from './geometry.js';
import type { SoftHyphens } from './soft-hyphens.js';

type PdfPage = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>;

/** What pdf.js gives for a piece of text, or for the beginning or end of tagged content. */
export interface Item {
  str?: string;
  type?: string;
  id?: string | null;
  tag?: string;
  transform: number[];
  width: number;
  fontName: string;
}

export async function textOf(page: PdfPage): Promise<Item[]> {
  const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
  return items as Item[];
}

/**
 * How the page is to be looked at: as it is shown, or turned where most of its text runs up, down or upside down, as
 * that of a wide table on a tall page does.
 */
export function uprightView(page: PdfPage, items: Item[]) {
  const view = page.getViewport({ scale: 1 });
  const letters = new Map<number, number>();
  for (const { str = '', transform } of items) {
    if (!str.trim()) continue;
    const [dx, dy] = directionOf(transform, view.transform);
    const turn = Math.abs(dx) >= Math.abs(dy) ? (dx > 0 ? 0 : 180) : dy < 0 ? 90 : 270;
    letters.set(turn, (letters.get(turn) ?? 0) + str.trim().length);
  }
  const all = [...letters.values()].reduce((sum, count) => sum + count, 0);
  const [turn] = [...letters].find(([at, count]) => at !== 0 && count > 0.6 * all && all > 40) ?? [0];
  return turn === 0 ? view : page.getViewport({ scale: 1, rotation: (page.rotate + turn) % 360 });
}

/** A line no longer than the text that it goes through strikes that out; lines of tables stand between texts. */
export function markStruck(runs: Run[], horizontals: Rule[]): void {
  for (const run of runs)
    run.isStruck = horizontals.some(
      ({ at, from, to }) =>
        run.y - at > 0.15 * run.size &&
        run.y - at < 0.45 * run.size &&
        from > run.x - 2 &&
        to < run.right + 2 &&
        to - from > 0.5 * run.size,
    );
}

/** Which way text runs on the page as it is looked at, down being positive. */
function directionOf([a, b]: number[], view: number[]): [number, number] {
  return [view[0] * a + view[2] * b, view[1] * a + view[3] * b];
}

export function runsOf(page: PdfPage, items: Item[], view: number[], hyphens: SoftHyphens): Run[] {
  const isBold = boldFonts(page);
  const runs: Run[] = [];
  const open: { id: string | null; tag: string; isEmpty: boolean }[] = [];
  let isSpaced = false;
  let hadEmptySpan = false;
  for (const item of items) {
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
  const [, , c, d, e, f] = item.transform;
  const across = directionOf(item.transform, view);
  if (across[0] <= 0 || Math.abs(across[1]) > 0.2 * Math.abs(across[0])) return null;
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

/** Ghostscript writes the letters of a ligature with their bytes swapped: "o\u6600\uCF00ce", "\u6600\u6900ve". */
function unswapped(text: string): string {
  const isLatin = /\p{Script=Latin}/u.test(text) || /^[\u6100-\u7A00\uCF00]+$/.test(text);
  if (!isLatin || !/[\u6100-\u7A00\uCF00]/.test(text)) return text;
  const plainText = text.replaceAll(/[\u6100-\u7A00\uCF00]/g, (letter) => {
    const code = letter.charCodeAt(0);
    if (code === 0xcf00) return 'fi';
    return (code & 0xff) === 0 ? String.fromCharCode(code >> 8) : letter;
  });
  // Chinese text with a Latin word in it stays as it is.
  return /\p{Script=Han}|\p{Script=Hangul}/u.test(plainText) ? text : plainText;
}

/** Without control characters, ligatures and letters in their printed forms taken apart. */
function plain(text: string): string {
  return (
    unswapped(text)
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
