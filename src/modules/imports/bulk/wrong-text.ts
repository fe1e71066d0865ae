import { inWords } from '../../../web/message-values.js';
import type { Translate } from '../../../web/messages/index.js';
import { type RowsKind, headingKey } from './fields.js';
import { fileWords } from './mapping.js';
import type { CellError } from './plan.js';

/** Why a cell is wrong, in words: this import's own, or those of the rule that refuses it. */
export function wrongText({ code, values }: Pick<CellError, 'code' | 'values'>, t: Translate): string {
  const own = `bulk.wrong.${code}`;
  return t.has(own) ? t(own, values) : t.dynamic(`error.${code}`, inWords(values, t));
}

/** An error as programs are told of it. */
export interface ToldError {
  row: number;
  /** As the file calls it, or as Heed does where the file has none. */
  column: string | null;
  value: string;
  why: string;
}

export const errorsInWords = (rows: RowsKind, headers: string[], errors: CellError[]): ToldError[] =>
  errors.map(({ row, column, field, value, ...why }) => ({
    row,
    column: column !== null ? headers[column] : field && fileWords.dynamic(headingKey(rows, field)),
    value,
    why: wrongText(why, fileWords),
  }));
