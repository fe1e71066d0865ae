import type { BriefFacts, ItemFacts, PublicationFacts, SectionId } from '../facts.js';
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
    text: markdown(c, facts.coverText),
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

const say = (c: Composer, text: string): Block => ({ type: 'paragraph', line: c.line(text), look: 'quiet' });

/** The summary first, the sources last, and between them what the editor chose. */
function sections(c: Composer): Section[] {
  const { facts, t } = c;
  const chosen = facts.sections.flatMap(({ id, commentary }): Section[] => {
    const made = SECTION[id](c);
    const blocks = made && [...markdown(c, commentary), ...made.blocks];
    return made ? [{ ...made, id: id.replace('_', '-'), blocks: blocks! }] : [];
  });
  return [
    {
      id: 'summary',
      heading: t('section.summary'),
      wide: false,
      blocks: [
        ...markdown(c, facts.commentary),
        ...(facts.items.length === 0 ? [say(c, t('empty.items'))] : []),
        { type: 'chart', chart: progressChart(facts, t) },
      ],
    },
    ...chosen,
    {
      id: 'sources',
      heading: t('section.sources'),
      wide: false,
      blocks:
        facts.sources.length === 0
          ? [say(c, t('empty.sources'))]
          : [{ type: 'sources', sources: sourceBlocks(c) }],
    },
  ];
}

const markdown = (c: Composer, text: string | null): Block[] =>
  text === null ? [] : parseMarkdown(text, 3, c.facts.direction);

/** Each section; null where the brief has no items of its kind. */
const SECTION: Record<SectionId, (c: Composer) => Omit<Section, 'id'> | null> = {
  moves: (c) => ({
    heading: changesHeading(c),
    wide: false,
    blocks: [
      changesTable(c) ?? say(c, c.t('empty.moves')),
      ...[...unchanged(c), ...newlySearched(c)].map((text) => say(c, text)),
    ],
  }),
  past_due: (c) => ({
    heading: c.t('section.pastDue'),
    wide: false,
    blocks: [pastDueTable(c) ?? say(c, c.t('empty.pastDue'))],
  }),
  matrix: (c) => {
    const actions = c.facts.items.filter((item) => item.kind === 'action');
    return actions.length === 0
      ? null
      : { heading: c.t('section.matrix'), wide: true, blocks: matrixTables(c, actions) };
  },
  actions: (c) => itemSection(c, 'action', c.t('section.actions')),
  recommendations: (c) => itemSection(c, 'recommendation', c.t('section.recommendations')),
  searches: (c) => {
    const table = searchesTable(c);
    const unsearched = c.facts.items.filter((item) => item.lastSearch === null).map(({ ref }) => ref);
    const never = c.t('item.neverSearchedList', { refs: c.t.list(unsearched) });
    return {
      heading: c.t('section.searches'),
      wide: false,
      blocks: [
        table ?? say(c, c.t('empty.searches')),
        ...(table && unsearched.length > 0 ? [say(c, never)] : []),
      ],
    };
  },
};

function itemSection(c: Composer, kind: ItemFacts['kind'], heading: string) {
  const items = c.facts.items.filter((item) => item.kind === kind);
  return items.length === 0 ? null : { heading, wide: false, blocks: itemBlocks(c, items) };
}
