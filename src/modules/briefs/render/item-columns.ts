import type { BriefFacts, EvidenceFacts, ItemFacts, SourceFacts } from '../facts.js';
import { type ChangeLine, changeLines } from './compose-changes.js';
import { standing } from './compose-sources.js';
import { type Line, plainText } from './document.js';
import { Composer } from './lines.js';
import { textsFor } from './texts.js';

/** A column that serves CSV and XLSX alike. `day` values are `YYYY-MM-DD`; `null` is an empty cell. */
export interface ItemColumn<Subject> {
  heading: string;
  kind: 'text' | 'day' | 'number';
  /** In characters, for spreadsheets. */
  width: number;
  value(subject: Subject): string | number | null;
}

type Columns<Subject> = ItemColumn<Subject>[];

/** One row per item: what the list of items exports, whether from a brief or from a list. */
export function itemColumns(language = 'en'): Columns<ItemFacts> {
  const t = textsFor(language);
  const { text, day, number } = kinds<ItemFacts>();
  const yesNo = (is: boolean) => t(is ? 'column.yes' : 'column.no');
  const separator = t('cell.separator');
  return [
    text(t('column.ref'), 14, (item) => item.ref),
    text(t('column.kind'), 16, (item) => t(`column.kind.${item.kind}`)),
    text(t('column.publication'), 12, (item) => item.publication),
    text(t('column.title'), 40, (item) => item.title),
    text(t('column.text'), 60, (item) => (item.kind === 'recommendation' ? item.text : null)),
    text(t('column.issue'), 40, (item) => (item.kind === 'action' ? item.issue : null)),
    text(t('column.pathway'), 40, (item) => (item.kind === 'action' ? item.pathway : null)),
    text(t('column.implementation'), 40, (item) => (item.kind === 'action' ? item.implementation : null)),
    text(t('column.actors'), 40, (item) => item.actors.map((actor) => t.actor(actor)).join(separator)),
    text(t('column.responses'), 40, (item) =>
      item.actors.map(({ name, response }) => `${name}: ${t(`response.${response.value}`)}`).join(separator),
    ),
    text(t('column.related'), 20, (item) => t.list(item.related)),
    text(t('column.timelineKind'), 16, (item) => t(`timeline.${item.timeline.kind}`)),
    text(t('column.timeline'), 28, (item) => item.timeline.text),
    text(t('column.window'), 36, (item) => t.window(item.timeline)),
    day(t('column.startsOn'), (item) => item.timeline.startsOn),
    day(t('column.firstDueOn'), (item) => item.timeline.firstDue?.on ?? null),
    day(t('column.dueOn'), (item) => item.timeline.due?.on ?? null),
    text(t('column.dueText'), 16, (item) => item.timeline.due && t.due(item.timeline.due)),
    text(t('column.dueBasis'), 22, (item) => item.timeline.due && t(`basis.${item.timeline.due.basis}`)),
    number(t('column.revisions'), (item) => item.timeline.revisions),
    number(t('column.slippage'), (item) => item.timeline.slippageDays),
    text(t('column.progress'), 22, (item) => t(`progress.${item.progress.value}`)),
    day(t('column.progressOn'), (item) => item.progress.on),
    text(t('column.confirmed'), 12, (item) => yesNo(item.progress.confirmed)),
    text(t('column.awaiting'), 14, (item) => yesNo(item.progress.awaitingSecondReading)),
    text(t('column.timeliness'), 18, (item) => t(`timeliness.${item.timeliness.value}`)),
    number(t('column.timelinessDays'), (item) => item.timeliness.days),
    text(t('column.evidenceOn'), 18, (item) => item.evidence[0]?.happenedOn ?? null),
    day(t('column.evidenceRecorded'), (item) => item.evidence[0]?.recordedOn ?? null),
    text(t('column.evidenceShows'), 20, (item) => item.evidence[0] && t(`shows.${item.evidence[0].shows}`)),
    text(t('column.evidenceText'), 60, (item) => item.evidence[0]?.text ?? null),
    day(t('column.searchOn'), (item) => item.lastSearch?.on ?? null),
    text(t('column.searchWhere'), 40, (item) => item.lastSearch && item.lastSearch.where.join(separator)),
    text(
      t('column.searchResult'),
      18,
      (item) => item.lastSearch && t(item.lastSearch.foundNothing ? 'search.nothing' : 'search.found'),
    ),
  ];
}

export interface ChangeRow extends ChangeLine {
  item: ItemFacts;
}

/** What changed in the period, item by item. */
export function changeRows(facts: BriefFacts): ChangeRow[] {
  const c = new Composer(facts);
  return facts.items.flatMap((item) => changeLines(c, item).map((change) => ({ item, ...change })));
}

export function changeColumns(language = 'en'): Columns<ChangeRow> {
  const t = textsFor(language);
  const { text, day } = kinds<ChangeRow>();
  const plain = (lines: Line[]) => lines.map(plainText).join(t('cell.separator'));
  return [
    text(t('column.ref'), 14, ({ item }) => item.ref),
    text(t('column.title'), 40, ({ item }) => item.title),
    day(t('table.recorded'), ({ on }) => on),
    text(t('table.moved'), 50, ({ what }) => plain([what])),
    text(t('table.why'), 60, ({ why }) => plain(why)),
  ];
}

export interface EvidenceRow {
  item: ItemFacts;
  evidence: EvidenceFacts;
  baseline: boolean;
}

/** Every evidence update of a brief, item by item. */
export const evidenceRows = ({ items }: BriefFacts): EvidenceRow[] =>
  items.flatMap((item) => [
    ...item.evidence.map((evidence) => ({ item, evidence, baseline: false })),
    ...item.baseline.map((evidence) => ({ item, evidence, baseline: true })),
  ]);

export function evidenceColumns(language = 'en'): Columns<EvidenceRow> {
  const t = textsFor(language);
  const { text, day } = kinds<EvidenceRow>();
  return [
    text(t('column.ref'), 14, ({ item }) => item.ref),
    text(t('column.title'), 40, ({ item }) => item.title),
    text(t('column.happenedOn'), 16, ({ evidence }) => evidence.happenedOn),
    day(t('column.recordedOn'), ({ evidence }) => evidence.recordedOn),
    text(t('column.shows'), 18, ({ evidence }) => t(`shows.${evidence.shows}`)),
    text(t('column.baseline'), 14, ({ baseline }) => t(baseline ? 'column.yes' : 'column.no')),
    text(t('item.evidence'), 60, ({ evidence }) => evidence.text),
    text(t('column.quote'), 50, ({ evidence }) => evidence.quote?.text ?? null),
    text(t('column.quotePlace'), 16, ({ evidence }) => evidence.quote?.place ?? null),
    text(t('column.notes'), 12, ({ evidence }) => t.list(evidence.notes.map(String))),
  ];
}

export function sourceColumns(language = 'en'): Columns<SourceFacts> {
  const t = textsFor(language);
  const { text, number } = kinds<SourceFacts>();
  const known = (value: string | null) => value ?? t('word.notGiven');
  return [
    number(t('column.note'), (source) => source.note),
    text(t('column.title'), 50, (source) => source.title),
    text(t('source.author'), 24, (source) => known(source.author)),
    text(t('source.publisher'), 30, (source) => known(source.publisher)),
    text(t('source.date'), 14, (source) => known(source.date)),
    text(t('source.kind'), 18, (source) => known(source.kind && t(`source.kind.${source.kind}`))),
    text(t('source.standing'), 24, (source) => known(standing(t, source))),
    text(t('source.url'), 50, (source) => known(source.url)),
    text(t('source.archived'), 50, (source) => known(source.archivedUrl)),
  ];
}

function kinds<Subject>() {
  const text = (
    heading: string,
    width: number,
    value: (subject: Subject) => string | null | undefined,
  ): ItemColumn<Subject> => ({ heading, width, kind: 'text', value: (subject) => value(subject) || null });
  const day = (heading: string, value: (subject: Subject) => string | null): ItemColumn<Subject> => ({
    heading,
    width: 14,
    kind: 'day',
    value,
  });
  const number = (heading: string, value: (subject: Subject) => number | null): ItemColumn<Subject> => ({
    heading,
    width: 12,
    kind: 'number',
    value,
  });
  return { text, day, number };
}
