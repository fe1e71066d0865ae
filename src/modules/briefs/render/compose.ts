import type { BriefFacts, PublicationFacts } from '../facts.js';
import { progressChart } from './chart.js';
import { cleanAll } from './clean.js';
import { itemBlocks } from './compose-items.js';
import { changesHeading, changesTable, newlySearched, unchanged } from './compose-changes.js';
import { matrixTables, pastDueTable, searchesTable } from './compose-tables.js';
import { sourceBlocks } from './compose-sources.js';
import type { Block, BriefDocument, Cover, Fact, Figure, Section } from './document.js';
import { Composer } from './lines.js';
import { parseMarkdown } from './markdown-ast.js';

/** The brief as paragraphs, tables and lists. The facts themselves are left as they are. */
export function composeBrief(given: BriefFacts): BriefDocument {
  const facts = cleanAll(given);
  const c = new Composer(facts);
  const classifications = [...new Set(facts.publications.flatMap((p) => p.classification ?? []))];
  return {
    language: facts.language,
    direction: facts.direction,
    title: c.t('brief.title', { subject: facts.title.replace(/\s+/g, ' ') }),
    author: facts.organisation.name,
    date: facts.asOf,
    pageOf: c.t('page.of', { page: '{page}', pages: '{pages}' }),
    contents: c.t('brief.contents'),
    draft: facts.status === 'draft' ? c.t('brief.draft') : null,
    classification: classifications.length > 0 ? c.t.list(classifications) : null,
    cover: cover(c),
    sections: sections(c),
  };
}

function cover(c: Composer): Cover {
  const { facts, t } = c;
  const notices = [
    facts.status === 'draft' && t('brief.draftNote'),
    facts.replaces !== null &&
      t('brief.replaces', { number: facts.replaces.number, day: t.day(facts.replaces.on) }),
    facts.leftOut && t('brief.leftOut'),
    t('brief.reading', { organisation: facts.organisation.name }),
  ];
  const disclaimers = facts.publications.flatMap((p) =>
    p.disclaimer === null ? [] : [c.line(p.disclaimer)],
  );
  return {
    organisation: facts.organisation.name,
    kind: facts.number === null ? t('brief.kind') : t('brief.numbered', { number: facts.number }),
    title: c.line(facts.title),
    facts: coverFacts(c),
    notices: notices.filter((notice) => notice !== false),
    figures: figures(c),
    disclaimer: disclaimers.length > 0 ? { label: t('cover.disclaimer'), lines: disclaimers } : null,
  };
}

function coverFacts(c: Composer): Fact[] {
  const { facts, t } = c;
  const fact = (label: string, text: string | null): Fact => ({
    label,
    lines: [c.line(text === null || text === '' ? t('word.notGiven') : text)],
  });
  const { audience } = facts;
  const audienceText =
    audience.kind === 'recipient'
      ? t('audience.recipient', { name: audience.name })
      : t(`audience.${audience.kind}`);
  const from = t.day(facts.period.from);
  const own = [
    fact(t('cover.period'), t('period.fromTo', { from, to: t.day(facts.period.to) })),
    fact(t('cover.asOf'), t.day(facts.asOf)),
    fact(t('cover.audience'), audienceText),
    ...(facts.approvedOn === null ? [] : [fact(t('cover.approved'), t.day(facts.approvedOn))]),
  ];
  const single = facts.subject.kind === 'publication' ? facts.publications[0] : undefined;
  if (!single) {
    const lines = facts.publications.map((p) =>
      c.line(t.list([p.title, numbered(p), dated(c, p)].filter(Boolean))),
    );
    return [
      ...(facts.subject.kind === 'filter' ? [fact(t('cover.scope'), facts.subject.description)] : []),
      { label: t('cover.publications'), lines: lines.length > 0 ? lines : [c.line(t('word.none'))] },
      ...own,
    ];
  }
  return [
    fact(
      t('cover.publication'),
      t.list([numbered(single) || single.code, ...(single.title === facts.title ? [] : [single.title])]),
    ),
    fact(t('cover.date'), dated(c, single)),
    fact(t('cover.publisher'), single.publisher),
    fact(t('cover.authors'), t.list(single.authors)),
    ...(single.classification === null ? [] : [fact(t('cover.classification'), single.classification)]),
    ...own,
  ];
}

const numbered = ({ series, number }: PublicationFacts) =>
  [series, number].filter((part) => part !== null).join(' ');
const dated = (c: Composer, { date }: PublicationFacts) => (date === null ? '' : c.t.date(date));

function figures({ facts: { summary, dueSoonDays }, t }: Composer): Figure[] {
  const figure = (value: number, label: string, alert = false) => ({
    value,
    label,
    alert: alert && value > 0,
  });
  return [
    figure(summary.items, t('figure.items', { count: summary.items })),
    figure(
      summary.pastDue,
      summary.newlyPastDue > 0
        ? t('figure.pastDueNew', { count: summary.newlyPastDue })
        : t('figure.pastDue'),
      true,
    ),
    figure(summary.dueSoon, t('figure.dueSoon', { days: dueSoonDays })),
    figure(summary.moved, t('figure.moved')),
    figure(summary.evidenceRecorded, t('figure.evidence', { count: summary.evidenceRecorded })),
    figure(summary.searchedNothingFound, t('figure.searched', { count: summary.searchedNothingFound })),
    figure(summary.awaitingSecondReading, t('figure.awaiting')),
  ];
}

function sections(c: Composer): Section[] {
  const { facts, t } = c;
  const say = (text: string): Block => ({ type: 'paragraph', line: c.line(text), look: 'quiet' });
  const section = (id: string, heading: string, blocks: Block[], wide = false): Section => ({
    id,
    heading,
    wide,
    blocks,
  });
  const actions = facts.items.filter((item) => item.kind === 'action');
  const recommendations = facts.items.filter((item) => item.kind === 'recommendation');
  const changes = changesTable(c);
  const pastDue = pastDueTable(c);
  const searches = searchesTable(c);
  const unsearched = facts.items.filter((item) => item.lastSearch === null).map((item) => item.ref);

  const summary: Block[] = [
    ...(facts.commentary === null ? [] : parseMarkdown(facts.commentary, 3, facts.direction)),
    ...(facts.items.length === 0 ? [say(t('empty.items'))] : []),
    { type: 'chart', chart: progressChart(facts, t) },
  ];
  return [
    section('summary', t('section.summary'), summary),
    section('moves', changesHeading(c), [
      changes ?? say(t('empty.moves')),
      ...unchanged(c).map(say),
      ...newlySearched(c).map(say),
    ]),
    section('past-due', t('section.pastDue'), [pastDue ?? say(t('empty.pastDue'))]),
    ...(actions.length === 0
      ? []
      : [
          section('matrix', t('section.matrix'), matrixTables(c, actions), true),
          section('actions', t('section.actions'), itemBlocks(c, actions)),
        ]),
    ...(recommendations.length === 0
      ? []
      : [section('recommendations', t('section.recommendations'), itemBlocks(c, recommendations))]),
    section('searches', t('section.searches'), [
      searches ?? say(t('empty.searches')),
      ...(searches && unsearched.length > 0
        ? [say(t('item.neverSearchedList', { refs: t.list(unsearched) }))]
        : []),
    ]),
    section('sources', t('section.sources'), [
      facts.sources.length === 0 ? say(t('empty.sources')) : { type: 'sources', sources: sourceBlocks(c) },
    ]),
  ];
}
