import { inWords } from '../../../web/message-values.js';
import type { Translate } from '../../../web/messages/index.js';
import type { CellError } from './plan.js';

/** Why a cell is wrong, in words: this import's own, or those of the rule that refuses it. */
export function wrongText({ code, values }: Pick<CellError, 'code' | 'values'>, t: Translate): string {
  const own = `bulk.wrong.${code}`;
  return t.has(own) ? t(own, values) : t.dynamic(`error.${code}`, inWords(values, t));
}
