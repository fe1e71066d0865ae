import { Refused } from '../../shared/errors.js';
import type { Review } from './review.js';

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

/** Without scripts: a row more or less in a list of actors. True where one was asked for. */
export function changeRows(review: Review, { add, remove }: { add: string; remove: string }): boolean {
  const added = /^actions\[(\d+)\]\.actors$/.exec(add);
  const action = added && review.actions[Number(added[1])];
  if (action)
    action.actors.push({
      name: '',
      qualifier: '',
      lead: false,
      kind: 'other',
      verbatim: '',
      linkedTo: '',
      abbreviation: '',
    });
  const removed = /^actions\[(\d+)\]\.actors\[(\d+)\]$/.exec(remove);
  if (removed) review.actions[Number(removed[1])]?.actors.splice(Number(removed[2]), 1);
  return Boolean(add || remove);
}
