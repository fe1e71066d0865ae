import type { FormErrors } from '../../../web/forms.js';
import type { MessageKey, Translate } from '../../../web/messages/index.js';
import type { ShownDocument } from '../document-lines.js';
import { placeIdIn } from '../passages.js';
import type { Reading, Warning } from '../reader/reading.js';
import { readTimeline } from '../reader/timeline.js';
import { mayBeSame } from '../actor-registry.js';
import { isActor } from '../import-actors.js';
import { type Review, changedPaths } from '../review.js';
import { dateOrNull } from '../review-dates.js';
import type { Choice } from '../again/recognise.js';
import type { ReviewContext } from '../review-context.query.js';

/** Everything the review page shows. */
export interface ReviewPageData {
  id: string;
  filename: string;
  version: number;
  reading: Reading;
  /** As it is shown and sent: saved, or as it came back with errors. */
  review: Review;
  /** What would be committed if nobody changed anything: tells which doubts are dealt with. */
  proposal: Review;
  context: ReviewContext;
  /** The publication that it is compared with, and those that may be chosen instead. */
  comparesWith: Choice | null;
  choices: Choice[];
  document: ShownDocument | null;
  errors: FormErrors;
  /** The review that was saved elsewhere meanwhile. */
  elsewhere?: Review;
  /** The id of the part of the page where one goes on: the row that was added, the list that lost one. */
  goOnAt?: string;
}

export interface Difference {
  path: string;
  mine: unknown;
  theirs: unknown;
}

/** What is doubtful, without what the reviewer has changed since; in the order of the page. */
export function doubtsOf({ reading, review, proposal, context }: ReviewPageData, t: Translate): Warning[] {
  const changed = changedPaths(proposal, review).map((path) =>
    path.replace(/\.(timelineText|term|minMonths|maxMonths|anchorOn|dueOn|dueReason)$/, '.timeline'),
  );
  const isDealtWith = ({ at }: Warning) =>
    at.includes('.') &&
    changed.some((path) => path === at || path.startsWith(`${at}.`) || path.startsWith(`${at}[`));
  const left = reading.warnings.filter((warning) => !isDealtWith(warning));
  const all = [
    ...left,
    ...doubtsOfNewTimelines({ review, proposal }, changed),
    ...doubtsOfActors({ review, context }, t),
  ];
  return all.toSorted((a, b) => placeOnPage(a) - placeOnPage(b));
}

const PARTS = ['publication', 'actions', 'recommendations', 'notes', 'sections', 'document'];

function placeOnPage({ at }: Warning): number {
  const [, part = '', row = '-1'] = /^(\w+)(?:\[(\d+)\])?/.exec(at) ?? [];
  return PARTS.indexOf(part) * 10_000 + Number(row) + 1;
}

/** Names that may be somebody whom Heed knows under another: till the reviewer says who it is. */
function doubtsOfActors(
  { review, context }: Pick<ReviewPageData, 'review' | 'context'>,
  t: Translate,
): Warning[] {
  return review.actions.flatMap((row, index) =>
    row.actors.flatMap((actor, n): Warning[] => {
      const [other] =
        isActor(actor) && !actor.match ? context.actors.matchesFor(actor.name, actor.abbreviation) : [];
      if (!other || !mayBeSame(other)) return [];
      const message = t('imports.actor.doubt', {
        name: actor.name,
        other: other.name,
        how: other.how,
        share: other.share,
      });
      return [{ at: `actions[${index}].actors[${n}].name`, message }];
    }),
  );
}

/** A timeline written anew is read anew. */
function doubtsOfNewTimelines(
  { review, proposal }: Pick<ReviewPageData, 'review' | 'proposal'>,
  changed: string[],
): Warning[] {
  const date = dateOrNull(review.publication.date);
  return review.actions.flatMap((row, index) => {
    const at = `actions[${index}].timeline`;
    const before = proposal.actions[index];
    const isRewritten = row.timelineText !== (before?.timelineText ?? '');
    if ((before && !changed.includes(at)) || !isRewritten || row.maxMonths !== null) return [];
    return readTimeline(row.timelineText, date).warnings.map((message) => ({ at, message }));
  });
}

/** Where a doubt stands on the page: the id of its cell or row, or the line of the document that it speaks of. */
export function anchorOf({ at, message }: Warning): string {
  if (at === 'document') return placeIdIn(message) ?? 'document';
  return at
    .replace(/\.timeline$/, at.startsWith('actions') ? '.timelineText' : '.timelineKind')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replace(/-$/, '');
}

/** "Action 3, actors". */
export function describePath(at: string, t: Translate): string {
  const [, list = '', index, rest] = /^(\w+)(?:\[(\d+)\])?(?:[.[](.*?)\]?)?$/.exec(at) ?? [];
  const one: Record<string, MessageKey> = {
    actions: 'imports.path.action',
    recommendations: 'imports.path.recommendation',
    notes: 'imports.path.note',
  };
  const whole = `imports.path.${list}`;
  const rowKey = index === undefined ? undefined : one[list];
  const row = rowKey ? t(rowKey, { number: Number(index) + 1 }) : t.has(whole) ? t(whole) : at;
  const cell = `imports.cell.${/^\w*/.exec(rest ?? '')![0]}`;
  return rest && t.has(cell) ? t('imports.path.cell', { row, cell: t(cell) }) : row;
}

/** Where the form here and what was saved elsewhere differ. */
export function differencesFrom(mine: Review, theirs: Review): Difference[] {
  return changedPaths(theirs, mine).map((path) => ({
    path,
    mine: at(mine, path),
    theirs: at(theirs, path),
  }));
}

const at = (value: unknown, path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>(
      (inner, step) =>
        typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[step] : undefined,
      value,
    );
