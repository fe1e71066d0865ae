import { type Calendar, isPending, needsReading, timelinessOf } from '../tracking/index.js';
import type { EffectRow, ItemRow, RevisionRow } from './brief-rows.query.js';
import type { SourceNotes } from './brief-sources.js';
import type {
  CommonItemFacts,
  EvidenceFacts,
  ItemFacts,
  ProgressFacts,
  SearchFacts,
  TimelineFacts,
  TimelinessFacts,
} from './facts.js';
import {
  type ItemRecords,
  type Lookback,
  changesOf,
  firstDue,
  happenedOn,
  isNewCheck,
  isNewEffect,
  progressSteps,
} from './what-changed.js';

/** Checks latest first. */
export interface ItemMaterial extends ItemRecords {
  related: string[];
  commentary: string | null;
  place: string;
  lookback: Lookback;
  calendar: Calendar;
  notes: SourceNotes;
}

/** What the brief says of one item. */
export function itemFacts(it: ItemMaterial): ItemFacts {
  const { row } = it;
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
    progress: progressFacts(row, it.effects),
    timeliness: timelinessFacts(row, it.calendar),
    evidence: evidence
      .filter((effect) => effect === latest || isNewEffect(it.lookback, effect))
      .map((effect) => evidenceFacts(effect, it)),
    baseline: it.effects
      .filter((effect) => effect.baseline)
      .sort(newestEventFirst)
      .map((effect) => evidenceFacts(effect, it)),
    lastSearch: searchFacts(it),
    commentary: it.commentary,
    moves: changesOf(it, it.lookback, it.calendar, it.notes),
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

const newestEventFirst = (a: EffectRow, b: EffectRow) =>
  a.eventOn === b.eventOn ? b.id - a.id : a.eventOn < b.eventOn ? 1 : -1;

function progressFacts(row: ItemRow, effects: EffectRow[]): ProgressFacts {
  const last = progressSteps(effects).findLast((step) => step.to === row.confirmedProgress);
  return {
    value: row.confirmedProgress,
    on: last?.record.day ?? null,
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

function evidenceFacts(effect: EffectRow, { notes, lookback }: ItemMaterial): EvidenceFacts {
  return {
    happenedOn: happenedOn(effect),
    recordedOn: effect.recordedDay,
    shows: effect.shows,
    text: effect.text,
    quote: effect.quote === null ? null : { text: effect.quote, place: effect.quotePlace },
    notes: notes.cite(effect.sources),
    correctedOn: effect.correctedDay,
    isNew: isNewEffect(lookback, effect),
  };
}

function searchFacts({ checks: [last], lookback }: ItemMaterial): SearchFacts | null {
  if (!last) return null;
  const where = last.places.split(/[;\n]/).map((place) => place.trim());
  return {
    on: last.searchedOn,
    where: where.filter(Boolean),
    foundNothing: last.result === 'nothing_found',
    isNew: isNewCheck(lookback, last),
  };
}
