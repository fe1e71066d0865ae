// What a cell holds beyond plain text, written so that it can be read back without loss. Pure: the reading process loads it.

/* eslint-disable no-control-regex -- control characters are what part of this file is about */

/** What a spreadsheet would compute instead of show, full-width forms too, behind any apostrophes. https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** For CSV only: a cell that would be a formula, or that would be taken for one so escaped, gets an apostrophe. */
export const escapeFormula = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** The cell that was escaped. A cell that merely begins with an apostrophe stays as it is. */
export const unescapeFormula = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;

/** What no workbook can hold. Marks of direction stay. */
const UNSTORABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Well-formed text with line feeds only; nothing but spaces is nothing. */
export function cellText(text: string): string {
  const clean = text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/\r\n?/g, '\n')
    .replace(UNSTORABLE, '');
  return clean.trim() === '' ? '' : clean;
}

/** On one line, without spaces at its ends. */
export const cellLine = (text: string): string =>
  cellText(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();

/** A list in one cell: one a line. A single one that has a semicolon gets a line end, so that it is not split. */
export function joinLines(list: string[]): string {
  const lines = list.map(cellLine).filter(Boolean);
  return lines.length === 1 && lines[0].includes(';') ? `${lines[0]}\n` : lines.join('\n');
}

/** At line ends or, where there are none, at semicolons; each once. */
export function splitLines(cell: string): string[] {
  const parts = cell.includes('\n') ? cell.split('\n') : cell.split(';');
  return [...new Set(parts.map(cellLine).filter(Boolean))];
}

/** An actor of an item, as a line of a cell has it. */
export interface ActorLine {
  name: string;
  qualifier: string | null;
  lead: boolean;
  /** As the source wrote it. */
  verbatim: string;
}

const escapePart = (text: string) => cellLine(text).replaceAll(/[\\|]/g, String.raw`\$&`);

/** `Board of Works | where feasible | lead | the Board`, what is not there left out from the end; one actor a line. */
export function joinActors(actors: ActorLine[]): string {
  return actors
    .map(({ name, qualifier, lead, verbatim }) => {
      const parts = [name, qualifier ?? '', lead ? 'lead' : '', verbatim === name ? '' : verbatim].map(
        escapePart,
      );
      while (parts.at(-1) === '') parts.pop();
      return parts.join(' | ');
    })
    .join('\n');
}

/** Null where a line has other parts than those. */
export function splitActorLines(cell: string): ActorLine[] | null {
  const lines = cell.split('\n').filter((line) => line.trim());
  const actors = lines.map((line): ActorLine | null => {
    const parts = [...line.matchAll(/(?:^|\|)((?:\\.|[^\\|])*)/g)].map(([, part]) =>
      part.replaceAll(/\\(.)/g, '$1').trim(),
    );
    const [name = '', qualifier = '', lead = '', verbatim = '', ...more] = parts;
    if (!name || more.length > 0 || !['', 'lead'].includes(lead.toLowerCase())) return null;
    return { name, qualifier: qualifier || null, lead: lead !== '', verbatim: verbatim || name };
  });
  return actors.every((actor) => actor !== null) ? actors : null;
}
