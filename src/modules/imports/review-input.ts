import { Refused } from '../../shared/errors.js';
import { MAX_ROWS } from './added-rows.js';
import type { Reading } from './reader/reading.js';
import { NEW_ACTION, NEW_RECOMMENDATION, NO_ACTOR, type Review } from './review.js';

/**
 * JSON that says only what is to differ from the proposal, laid over it. Rows stand at their index; a list of rows
 * that is sent must be whole, and may go on with rows that the reader missed. Checked afterwards, like everything that comes in.
 */
export function overProposal(proposal: Review, sent: unknown): Record<string, unknown> {
  if (sent === undefined || sent === null || sent === '') return { ...proposal };
  if (!isObject(sent)) throw new Refused('malformed');
  const { publication, recommendations, actions, ...unknown } = sent;
  return {
    // Refused by the DTO.
    ...unknown,
    publication: over(proposal.publication, publication),
    recommendations: rowsOver(proposal.recommendations, recommendations, NEW_RECOMMENDATION),
    actions: rowsOver(proposal.actions, actions, NEW_ACTION),
  };
}

function rowsOver(rows: object[], sent: unknown, added: object): unknown {
  if (sent === undefined) return rows;
  if (!Array.isArray(sent) || sent.length < rows.length) throw new Refused('import.rows');
  return sent.map((row, index) => over(rows[index] ?? added, row));
}

const over = (row: object, sent: unknown): unknown =>
  sent === undefined || sent === null ? row : isObject(sent) ? { ...row, ...sent } : sent;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A form as it came, wrong values and all, but in the shape of a review, so that it can be shown again: what is
 * missing, or no text where text belongs, is as it was. Rows that were added are those that come; what was read stays.
 */
export function asShown(before: Review, sent: unknown, reading: Reading): Review {
  const { publication, recommendations, actions } = isObject(sent) ? sent : {};
  const rows = (read: unknown[], given: unknown) => [
    ...Array(Math.max(read.length, Array.isArray(given) ? Math.min(given.length, MAX_ROWS) : 0)).keys(),
  ];
  return {
    publication: fit(before.publication, publication),
    recommendations: rows(reading.recommendations, recommendations).map((index) =>
      fit(before.recommendations[index] ?? NEW_RECOMMENDATION, at(recommendations, index)),
    ),
    actions: rows(reading.actions, actions).map((index) => {
      const row = before.actions[index] ?? NEW_ACTION;
      const given = at(actions, index);
      const { actors, extra } = isObject(given) ? given : {};
      return {
        ...fit(row, given),
        actors: Array.isArray(actors) ? actors.map((actor) => fit(NO_ACTOR, actor)) : row.actors,
        extra: row.extra.map((column, n) => fit(column, at(extra, n))),
      };
    }),
  };
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair; written as JSON both have a backslash of their own. */
export const isStorable = (review: Review): boolean =>
  !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(JSON.stringify(review));

const at = (list: unknown, index: number): unknown => (Array.isArray(list) ? list[index] : undefined);

function fit<T extends object>(before: T, sent: unknown): T {
  if (!isObject(sent)) return before;
  const fields = Object.entries(before).map(([name, value]: [string, unknown]) => {
    const given = sent[name];
    // A number may have come as words that are none: they are shown again.
    const isFit = value === null || typeof value === 'number' ? isPlain(given) : isAlike(given, value);
    return [name, isFit ? given : value];
  });
  return Object.fromEntries(fields) as T;
}

const isPlain = (value: unknown) => value === null || ['string', 'number'].includes(typeof value);
const isAlike = (given: unknown, value: unknown) =>
  Array.isArray(value)
    ? Array.isArray(given) && given.every((one) => typeof one === 'string' || typeof one === 'number')
    : typeof given === typeof value;
