import { type Calendar, isPending, needsReading, timelinessOf } from '../tracking/index.js';
import type { CheckRow, EffectRow, ItemRow, ResponseRow, RevisionRow } from './brief-rows.query.js';
import type { SourceNotes } from './brief-sources.js';
import type {
  CommonItemFacts,
  Day,
  DueFacts,
  EvidenceFacts,
  ItemFacts,
  Move,
  Progress,
  ProgressFacts,
  SearchFacts,
  TimelineFacts,
  TimelinessFacts,
} from './facts.js';

export interface ItemMaterial {
  /** Oldest record first, as are revisions and responses; checks latest first. */
  effects: EffectRow[];
  revisions: RevisionRow[];
  responses: ResponseRow[];
  checks: CheckRow[];
  related: string[];
  commentary: string | null;
  place: string;
  period: { from: Day; to: Day };
  calendar: Calendar;
  notes: SourceNotes;
}

/** What the brief says of one item. */
export function itemFacts(row: ItemRow, it: ItemMaterial): ItemFacts {
  const steps = progressSteps(it.effects);
  const evidence = it.effects.filter((effect) => !effect.baseline).sort(newestEventFirst);
  const latest = evidence.find((effect) => effect.correctedDay === null);
  const common: CommonItemFacts = {
    ref: row.ref,
    publication: row.code,
    title: row.title,
    place: it.place,
    related: it.related,
    actors: row.actors.map((actor) => ({
      name: actor.name,
      qualifier: actor.qualifier,
      lead: actor.lead,
      unnamedGroup: actor.kind === 'group',
      response: { value: actor.response, on: actor.respondedOn, words: actor.reply },
    })),
    timeline: timelineFacts(row, it.revisions),
    progress: progressFacts(row, steps),
    timeliness: timelinessFacts(row, it.calendar),
    evidence: evidence
      .filter((effect) => effect === latest || within(it.period, effect.recordedDay))
      .map((effect) => evidenceFacts(effect, it.notes)),
    baseline: it.effects
      .filter((effect) => effect.baseline)
      .sort(newestEventFirst)
      .map((effect) => evidenceFacts(effect, it.notes)),
    lastSearch: searchFacts(it.checks),
    commentary: it.commentary,
    moves: movesIn(row, steps, it),
  };
  return row.kind === 'action'
    ? {
        ...common,
        kind: 'action',
        issue: row.issue!,
        pathway: row.pathway!,
        implementation: row.implementation!,
      }
    : { ...common, kind: 'recommendation', text: row.text! };
}

const within = ({ from, to }: { from: Day; to: Day }, day: Day) => day >= from && day <= to;
const newestEventFirst = (a: EffectRow, b: EffectRow) =>
  a.eventOn === b.eventOn ? b.id - a.id : a.eventOn < b.eventOn ? 1 : -1;

interface Step {
  from: Progress;
  to: Progress;
  on: Day;
  effect: EffectRow;
}

/**
 * The moves that count, in the order in which they came to count: what needs a second reading on the day it was
 * confirmed, the rest on the day it was recorded.
 */
export function progressSteps(effects: EffectRow[]): Step[] {
  let at: Progress = 'no_public_evidence';
  return effects
    .flatMap((effect) => {
      if (effect.progressTo === null) return [];
      if (!needsReading(effect.progressTo))
        return [{ effect, when: effect.recordedAt, on: effect.recordedDay }];
      return effect.confirmedAt ? [{ effect, when: effect.confirmedAt, on: effect.confirmedDay! }] : [];
    })
    .sort((a, b) => a.when.getTime() - b.when.getTime() || a.effect.id - b.effect.id)
    .map(({ effect, on }) => {
      const step = { from: at, to: effect.progressTo!, on, effect };
      at = step.to;
      return step;
    });
}

function progressFacts(row: ItemRow, steps: Step[]): ProgressFacts {
  const last = steps.findLast((step) => step.to === row.confirmedProgress);
  return {
    value: row.confirmedProgress,
    on: last?.on ?? null,
    confirmed: needsReading(row.confirmedProgress),
    awaitingSecondReading: isPending(row.claim),
    objection: null,
  };
}

function timelinessFacts(row: ItemRow, calendar: Calendar): TimelinessFacts {
  const { timeliness, days } = timelinessOf(row, calendar);
  const value = timeliness === 'done' || timeliness === 'closed' ? 'not_counted' : timeliness;
  return { value, days: days === null ? null : Math.abs(days) };
}

function timelineFacts(row: ItemRow, revisions: RevisionRow[]): TimelineFacts {
  return {
    kind: row.timelineKind,
    text: row.timelineText,
    window:
      row.minMonths === null && row.maxMonths === null
        ? null
        : { min: row.minMonths, max: row.maxMonths, unit: 'month' },
    startsOn: row.startsOn,
    firstDue: firstDue(row),
    due: row.dueOn === null ? null : { on: row.dueOn, precision: row.duePrecision!, basis: row.dueBasis! },
    reason: row.timelineReason,
    revisions: revisions.length,
    slippageDays: row.slipDays,
  };
}

const firstDue = (row: ItemRow): DueFacts | null =>
  row.firstDueOn === null
    ? null
    : { on: row.firstDueOn, precision: row.firstPrecision ?? 'day', basis: row.firstBasis ?? 'derived' };

const BASIS = { slipped: 'announced', re_estimated: 're_estimated', corrected: 'corrected' } as const;

function dueMoves(row: ItemRow, revisions: RevisionRow[]): Move[] {
  let at = firstDue(row);
  return revisions.map((revision) => {
    const to: DueFacts = { on: revision.toOn, precision: revision.toPrecision, basis: BASIS[revision.kind] };
    const move: Move = {
      kind: 'due',
      on: revision.recordedDay,
      from: at,
      to,
      actor: null,
      reason: revision.reason,
    };
    at = to;
    return move;
  });
}

function movesIn(row: ItemRow, steps: Step[], { revisions, responses, period, notes }: ItemMaterial): Move[] {
  const moves: Move[] = [
    { kind: 'new', on: row.createdDay },
    ...steps
      .filter((step) => step.from !== step.to && within(period, step.on))
      .map(({ from, to, on, effect }): Move => ({
        kind: 'progress',
        on,
        from,
        to,
        notes: notes.cite(effect.sources),
      })),
    ...dueMoves(row, revisions),
    ...responses
      .filter(({ from, to }) => from !== to)
      .map(({ recordedDay, actor, from, to }): Move => ({
        kind: 'response',
        on: recordedDay,
        actor,
        from,
        to,
      })),
  ];
  return moves
    .filter((move) => within(period, move.on))
    .sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1));
}

function evidenceFacts(effect: EffectRow, notes: SourceNotes): EvidenceFacts {
  return {
    happenedOn: effect.eventOn.slice(0, { year: 4, month: 7, day: 10 }[effect.eventPrecision]),
    recordedOn: effect.recordedDay,
    shows: effect.shows,
    text: effect.text,
    quote: effect.quote === null ? null : { text: effect.quote, place: effect.quotePlace },
    notes: notes.cite(effect.sources),
    correctedOn: effect.correctedDay,
  };
}

function searchFacts([last]: CheckRow[]): SearchFacts | null {
  if (!last) return null;
  const where = last.places.split(/[;\n]/).map((place) => place.trim());
  return { on: last.searchedOn, where: where.filter(Boolean), foundNothing: last.result === 'nothing_found' };
}
