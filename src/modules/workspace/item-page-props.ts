import { asKnown } from '../../shared/calendar-date.js';
import { type CurrentUser, may } from '../../shared/permissions.js';
import { dayText, paths, wordKey } from '../../web/components/index.js';
import type { Translate } from '../../web/messages/index.js';
import type { PersonView } from '../evidence/index.js';
import { historyText } from './item-history-text.js';
import type { ItemDetails, ItemEvidence } from './item-details.query.js';
import type { ItemHistoryEntry } from './item-history.query.js';
import type { EvidenceView } from './views/item-evidence.js';
import type { DueView, ItemActorView } from './views/item-facts.js';
import type { ItemForms } from './views/item-forms.js';
import type { ItemPageProps } from './views/item-page.js';

/** Lines of history on the item's own page; the rest has a page of its own. */
export const HISTORY_LINES = 8;

/** What the page of an item shows, to this person, in their language. */
export function itemPageProps(
  item: ItemDetails,
  history: ItemHistoryEntry[],
  {
    user,
    t,
    forms,
    ask,
    otherReaders,
    justRecorded,
  }: {
    user: CurrentUser;
    t: Translate;
    forms: ItemForms;
    ask: boolean;
    otherReaders: string[];
    /** Evidence or a check: one looks ahead. */
    justRecorded: boolean;
  },
): Omit<ItemPageProps, 'watchList'> {
  const [lastCheck, ...checksBefore] = item.checks;
  return {
    itemRef: item.ref,
    kind: item.kind,
    title: item.title,
    publication: {
      href: item.publication.id === null ? null : paths.publication(String(item.publication.id)),
      title: publicationName(item, t),
    },
    place: t(`item.place.${item.place.kind}`, { row: item.place.row }),
    classification: item.classification,
    term: item.timeline.term,
    words: wordsOf(item),
    related: item.linked,
    evidence: item.evidence.map(evidenceView),
    history: history.slice(0, HISTORY_LINES).map((entry) => historyLine(entry, t)),
    historyHref: history.length > HISTORY_LINES ? paths.itemHistory(item.ref) : null,
    progress: item.progress,
    claim: item.claim,
    contested: false,
    progressOn: asKnown(item.progressOn, item.progressPrecision),
    confirmed:
      item.confirmedProgress === item.progress
        ? null
        : {
            progress: item.confirmedProgress,
            on: asKnown(item.confirmedOn, item.confirmedPrecision),
          },
    reading: readingOf(item, user, otherReaders),
    timeliness: item.timeliness,
    days: item.days,
    due: dueOf(item),
    timelineKind: item.timeline.kind,
    timelineReason: item.timelineReason,
    window: windowOf(item, t),
    owner: item.owner,
    team: item.team.name,
    actors: item.actors.map(actorView),
    followUps: item.followUps
      .filter(({ doneOn }) => doneOn === null)
      .map(({ id, step, assignee, dueOn, version }) => ({
        id,
        step,
        assigneeId: assignee.id,
        person: assignee.name,
        on: dueOn,
        version,
      })),
    followUpsDone: item.followUps.flatMap(({ id, step, assignee, doneOn, cancelled, doneNote }) =>
      doneOn ? [{ id, step, person: assignee.name, on: doneOn, cancelled, note: doneNote }] : [],
    ),
    check: {
      lastOn: item.lastCheckedOn,
      days: item.daysUnchecked,
      due: item.checkDue,
      cadenceDays: item.cadenceDays,
      places: lastCheck ? inOneLine(lastCheck.places) : null,
      note: lastCheck?.note ?? null,
    },
    checksBefore: checksBefore.map(({ searchedOn, places, recordedBy }, index) => ({
      key: String(index),
      on: searchedOn,
      places: inOneLine(places),
      person: recordedBy.name,
    })),
    forms,
    next: justRecorded && item.followUps.every(({ doneOn }) => doneOn !== null),
    ask: ask ? { step: item.owner ? t('item.ask', { owner: item.owner.name }) : t('item.askNobody') } : null,
  };
}

/** "Policy Brief 11", as far as it has a series and a number. */
const publicationName = ({ place, publication }: ItemDetails, t: Translate): string =>
  place.series
    ? t('item.publication', { series: place.series, number: place.number ?? '' }).trim()
    : (publication.title ?? publication.refPrefix);

function wordsOf({ words, timeline }: ItemDetails): ItemPageProps['words'] {
  const { language, direction: dir } = words;
  if (words.kind === 'recommendation')
    return {
      text: words.text,
      issue: null,
      pathway: null,
      implementation: null,
      actors: null,
      timeline: timeline.text,
      extra: [],
      language,
      dir,
    };
  const { issue, pathway, implementation, actorsText, extra } = words;
  return {
    text: null,
    issue,
    pathway,
    implementation,
    actors: actorsText,
    timeline: timeline.text,
    extra: Object.entries(extra).map(([heading, text]) => ({ heading, text })),
    language,
    dir,
  };
}

function evidenceView({ effect, ...update }: ItemEvidence): EvidenceView {
  const { corrects, correctedBy } = update;
  return {
    key: String(effect.id),
    updateId: update.id,
    effectId: effect.id,
    href: paths.oneEvidence(update.id),
    day: asKnown(update.eventOn, update.eventPrecision),
    text: update.text,
    shows: effect.shows,
    baseline: effect.baseline,
    quote: effect.quote,
    quotePlace: effect.quotePlace,
    sources: update.sources.map((source) => ({
      ...source,
      date: source.publishedOn,
      reporting: source.standingOf,
    })),
    moved: effect.progressTo ? { from: effect.progressFrom, to: effect.progressTo } : null,
    alsoOn: update.alsoOn,
    classification: update.classification,
    recordedOn: update.recordedOn,
    recordedBy: update.recordedBy.name,
    readings: effect.readings.map(({ verdict, readOn, readBy, reason }) => ({
      verdict,
      on: readOn,
      by: readBy.name,
      reason,
    })),
    correctedBy: correctedBy && {
      on: correctedBy.recordedOn,
      reason: correctedBy.reason,
      href: paths.oneEvidence(correctedBy.id),
    },
    corrects: corrects && { on: corrects.recordedOn, href: paths.oneEvidence(corrects.id) },
  };
}

function readingOf({ waiting }: ItemDetails, user: CurrentUser, others: string[]): ItemPageProps['reading'] {
  if (!waiting) return null;
  const { effectId, recordedBy } = waiting;
  const who = !may(user, 'confirm') ? 'manager' : recordedBy.id === user.id ? 'author' : 'you';
  return { effectId, who, by: recordedBy.name, others };
}

function dueOf({ timeline, slipCount, revisions }: ItemDetails): DueView | null {
  const { dueOn, precision, basis, firstDueOn } = timeline;
  if (!dueOn) return null;
  return {
    on: dueOn,
    precision: precision ?? 'day',
    basis: basis ?? 'stated',
    firstOn: firstDueOn,
    slipCount,
    revisions: revisions.map(({ recordedBy, recordedOn, ...revision }, index) => ({
      ...revision,
      key: String(index),
      person: recordedBy.name,
      on: recordedOn,
    })),
  };
}

function windowOf({ timeline }: ItemDetails, t: Translate): string | null {
  const { minMonths, maxMonths, text, startsOn } = timeline;
  const window = maxMonths === null ? text : t('item.window', { min: minMonths ?? 0, max: maxMonths });
  if (!window) return null;
  return startsOn ? t('item.windowFrom', { window, day: dayText(startsOn, t) }) : window;
}

function actorView({ responses, ...actor }: ItemDetails['actors'][number]): ItemActorView {
  const [latest, ...earlier] = responses;
  return {
    ...actor,
    reply: latest?.reply ?? null,
    sourceUrl: latest?.sourceUrl ?? null,
    earlier: earlier.map(({ response, respondedOn }) => ({ response, on: respondedOn })),
  };
}

/** Places stand one per line in the form. */
const inOneLine = (places: string) => places.split(/\s*\n\s*/).join(', ');

export const historyLine = (entry: ItemHistoryEntry, t: Translate) => ({
  key: entry.seq,
  day: entry.on,
  person: entry.by?.name ?? null,
  text: historyText(entry, t),
});

export const peopleOptions = (people: PersonView[]) =>
  people.map(({ id, name }) => ({ value: String(id), label: name }));

/** Where an item's due date or timeline stands, in words: for both versions side by side. */
export const dueWords = ({ timeline }: ItemDetails, t: Translate): string =>
  timeline.dueOn ? dayText(timeline.dueOn, t) : t(wordKey('timeline', timeline.kind));
