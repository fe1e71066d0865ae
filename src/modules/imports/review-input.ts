import { Refused } from '../../shared/errors.js';
import type { ActorReview, Review } from './review.js';

/**
 * JSON that says only what is to differ from the proposal, laid over it. Rows stand at their index; a list of rows
 * that is sent must be whole. Checked afterwards, like everything that comes in.
 */
export function overProposal(proposal: Review, sent: unknown): Record<string, unknown> {
  if (sent === undefined || sent === null || sent === '') return { ...proposal };
  if (!isObject(sent)) throw new Refused('malformed');
  const { publication, recommendations, actions, ...unknown } = sent;
  return {
    // Refused by the DTO.
    ...unknown,
    publication: over(proposal.publication, publication),
    recommendations: rowsOver(proposal.recommendations, recommendations),
    actions: rowsOver(proposal.actions, actions),
  };
}

function rowsOver(rows: object[], sent: unknown): unknown {
  if (sent === undefined) return rows;
  if (!Array.isArray(sent) || sent.length !== rows.length) throw new Refused('import.rows');
  return rows.map((row, index) => over(row, sent[index]));
}

const over = (row: object, sent: unknown): unknown =>
  sent === undefined || sent === null ? row : isObject(sent) ? { ...row, ...sent } : sent;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A form as it came, wrong values and all, but in the shape of a review, so that it can be shown again: what is
 * missing, or no text where text belongs, is as it was.
 */
export function asShown(before: Review, sent: unknown): Review {
  const { publication, recommendations, actions } = isObject(sent) ? sent : {};
  return {
    publication: fit(before.publication, publication),
    recommendations: before.recommendations.map((row, index) => fit(row, at(recommendations, index))),
    actions: before.actions.map((row, index) => {
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

const NO_ACTOR: ActorReview = {
  name: '',
  qualifier: '',
  lead: false,
  kind: 'other',
  verbatim: '',
  linkedTo: '',
  abbreviation: '',
};

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

/** Without scripts: a row more or less in a list of actors. True where one was asked for. */
export function changeRows(review: Review, { add, remove }: { add: string; remove: string }): boolean {
  const added = /^actions\[(\d+)\]\.actors$/.exec(add);
  const action = added && review.actions[Number(added[1])];
  if (action) action.actors.push({ ...NO_ACTOR });
  const removed = /^actions\[(\d+)\]\.actors\[(\d+)\]$/.exec(remove);
  if (removed) review.actions[Number(removed[1])]?.actors.splice(Number(removed[2]), 1);
  return Boolean(add || remove);
}
