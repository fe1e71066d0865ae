import { addDays } from '../../shared/calendar-date.js';
import { type Calendar, isTerminal, needsReading, timelinessOf } from '../tracking/index.js';
import type { CheckRow, EffectRow, ItemRow, ResponseRow, RevisionRow } from './brief-rows.query.js';
import type { SourceNotes } from './brief-sources.js';
import type { Day, DueFacts, Move, Progress } from './facts.js';

/**
 * What a brief looks back on: the days from `from` to `to`, both included. Since an earlier brief it is, for the items
 * which that one told of, whatever is not among the records that it took in (`told`): exact, where moments are not, for
 * a record can be written while a brief is gathered.
 */
export interface Lookback {
  from: Day;
  to: Day;
  told: ReadonlySet<string> | null;
}

/** A record of an item, by a key such as `effect:12`, and the day on which it was made. */
interface Recorded {
  itemId: number;
  key: string;
  day: Day;
}

const isNew = ({ from, to, told }: Lookback, { itemId, key, day }: Recorded): boolean =>
  day <= to && (told?.has(`item:${itemId}`) ? !told.has(key) : day >= from);

const isOld = (lookback: Lookback, record: Recorded): boolean =>
  record.day <= lookback.to && !isNew(lookback, record);

export const isNewEffect = (lookback: Lookback, effect: EffectRow): boolean =>
  isNew(lookback, ofEffect(effect));
export const isNewCheck = (lookback: Lookback, check: CheckRow): boolean => isNew(lookback, ofCheck(check));

const ofItem = ({ id, createdDay }: ItemRow): Recorded => ({
  itemId: id,
  key: `item:${id}`,
  day: createdDay,
});
const ofEffect = ({ id, itemId, recordedDay }: EffectRow): Recorded => ({
  itemId,
  key: `effect:${id}`,
  day: recordedDay,
});
const ofCheck = ({ id, itemId, recordedDay }: CheckRow): Recorded => ({
  itemId,
  key: `check:${id}`,
  day: recordedDay,
});
const ofCorrection = ({ itemId, correctedBy, correctedDay }: EffectRow): Recorded | null =>
  correctedBy === null ? null : { itemId, key: `correction:${correctedBy}`, day: correctedDay! };
const ofResponse = ({ id, itemId, recordedDay }: ResponseRow): Recorded => ({
  itemId,
  key: `response:${id}`,
  day: recordedDay,
});

/** What was recorded of one item; effects, revisions and responses with the oldest record first. */
export interface ItemRecords {
  row: ItemRow;
  effects: EffectRow[];
  revisions: RevisionRow[];
  responses: ResponseRow[];
  checks: CheckRow[];
}

/** The keys of all that a brief up to `to` has taken in of an item. */
export function toldOf(records: ItemRecords, to: Day): string[] {
  return [
    ofItem(records.row),
    ...records.effects.map(ofEffect),
    ...records.effects.map(ofCorrection),
    ...progressSteps(records.effects).map(({ record }) => record),
    ...dueSteps(records).map(({ record }) => record),
    ...records.responses.map(ofResponse),
    ...records.checks.map(ofCheck),
  ]
    .filter((record) => record !== null)
    .filter(({ day }) => day <= to)
    .map(({ key }) => key);
}

interface Step {
  record: Recorded;
  from: Progress;
  to: Progress;
  effect: EffectRow;
}

/**
 * The moves of progress that count, in the order in which they came to count: what needs a second reading when it was
 * confirmed, the rest when it was recorded.
 */
export function progressSteps(effects: EffectRow[]): Step[] {
  let at: Progress = 'no_public_evidence';
  return effects
    .flatMap((effect) => {
      if (effect.progressTo === null) return [];
      const { id, itemId, recordedAt, recordedDay, confirmedAt, confirmedDay } = effect;
      if (!needsReading(effect.progressTo))
        return [{ effect, when: recordedAt, record: { itemId, key: `step:${id}`, day: recordedDay } }];
      return confirmedAt
        ? [{ effect, when: confirmedAt, record: { itemId, key: `step:${id}`, day: confirmedDay! } }]
        : [];
    })
    .sort((a, b) => a.when.getTime() - b.when.getTime() || a.effect.id - b.effect.id)
    .map(({ effect, record }) => {
      const step = { effect, record, from: at, to: effect.progressTo! };
      at = step.to;
      return step;
    });
}

const BASIS = { slipped: 'announced', re_estimated: 're_estimated', corrected: 'corrected' } as const;

export const firstDue = (row: ItemRow): DueFacts | null =>
  row.firstDueOn === null
    ? null
    : { on: row.firstDueOn, precision: row.firstPrecision ?? 'day', basis: row.firstBasis ?? 'derived' };

interface DueStep {
  record: Recorded;
  move: Move & { kind: 'due' };
}

/** The due dates in the order in which they were set; the first is no move where the item was taken up with it. */
function dueSteps({ row, revisions }: ItemRecords): DueStep[] {
  let at: DueFacts | null = null;
  const step = (record: Recorded, to: DueFacts, reason: string | null): DueStep => {
    const move = { kind: 'due' as const, on: record.day, from: at, to, actor: null, reason };
    at = to;
    return { record, move };
  };
  const first = firstDue(row);
  const itemId = row.id;
  return [
    ...(first === null
      ? []
      : [step({ itemId, key: `first_due:${itemId}`, day: row.firstDueDay! }, first, row.timelineReason)]),
    ...revisions.map((revision) =>
      step(
        { itemId, key: `revision:${revision.id}`, day: revision.recordedDay },
        { on: revision.toOn, precision: revision.toPrecision, basis: BASIS[revision.kind] },
        revision.reason,
      ),
    ),
  ];
}

/**
 * What counts as a change of an item in the period, and the one place that decides it, oldest first: taken up; progress
 * from one confirmed state to another; dates moved; responses; evidence of before that was corrected; and that it fell
 * past due, if it still is. New evidence is marked where it is printed (`EvidenceFacts.isNew`).
 */
export function changesOf(
  records: ItemRecords,
  lookback: Lookback,
  calendar: Calendar,
  notes: SourceNotes,
): Move[] {
  const { row, effects, responses } = records;
  const counts = (record: Recorded) => isNew(lookback, record);
  const moves: Move[] = [
    ...(counts(ofItem(row)) ? [{ kind: 'new' as const, on: row.createdDay }] : []),
    ...progressSteps(effects)
      .filter((step) => step.from !== step.to && counts(step.record))
      .map(({ from, to, record, effect }): Move => ({
        kind: 'progress',
        on: record.day,
        from,
        to,
        confirmed: needsReading(to),
        notes: notes.cite(effect.sources),
      })),
    ...dueSteps(records)
      .filter(({ record, move }) => counts(record) && !(move.from === null && row.isBornDue))
      .map(({ move }) => move),
    ...responses
      .filter((response) => response.from !== response.to && counts(ofResponse(response)))
      .map(({ recordedDay, actor, from, to }): Move => ({
        kind: 'response',
        on: recordedDay,
        actor,
        from,
        to,
      })),
    ...effects
      .filter((effect) => {
        const correction = ofCorrection(effect);
        return correction !== null && counts(correction) && isOld(lookback, ofEffect(effect));
      })
      .map((effect): Move => ({
        kind: 'corrected',
        on: effect.correctedDay!,
        happenedOn: happenedOn(effect),
        text: effect.text,
      })),
    ...fellPastDue(records, lookback, calendar),
  ];
  return moves.toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1));
}

/** Past due on the brief's day, and not when the period began: the day passed, the date moved, or it reopened. */
function fellPastDue(records: ItemRecords, lookback: Lookback, calendar: Calendar): Move[] {
  const { row, effects } = records;
  if (timelinessOf(row, calendar).timeliness !== 'past_due') return [];
  const before = (record: Recorded) => isOld(lookback, record);
  const progress = progressSteps(effects).findLast(({ record }) => before(record))?.to;
  const due = dueSteps(records).findLast(({ record }) => before(record))?.move.to;
  const wasOpen = before(ofItem(row)) && !(progress && isTerminal(progress));
  if (wasOpen && due && due.on < lookback.from) return [];
  const fell = addDays(row.dueOn!, 1);
  return [{ kind: 'past_due', on: fell < lookback.from ? lookback.from : fell, dueOn: row.dueOn! }];
}

/** The date of the event as far as it is known. */
export const happenedOn = ({ eventOn, eventPrecision }: Pick<EffectRow, 'eventOn' | 'eventPrecision'>) =>
  eventOn.slice(0, { year: 4, month: 7, day: 10 }[eventPrecision]);
