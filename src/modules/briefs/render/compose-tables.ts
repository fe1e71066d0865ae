import type { ActionFacts, ItemFacts } from '../facts.js';
import type { Block, Line, Row } from './document.js';
import { itemCell, timelineLines } from './compose-parts.js';
import { quiet, type Composer } from './lines.js';

/** Longest past due first; null where nothing is. */
export function pastDueTable(c: Composer): Block | null {
  const { facts, t } = c;
  const late = facts.items
    .filter((item) => item.timeliness.value === 'past_due')
    .toSorted((a, b) => (b.timeliness.days ?? 0) - (a.timeliness.days ?? 0));
  if (late.length === 0) return null;
  return {
    type: 'table',
    table: {
      caption: t('caption.pastDue', { asOf: t.day(facts.asOf) }),
      columns: [
        { heading: t('table.item'), width: 3.2 },
        { heading: t('table.days'), width: 1.2, numeric: true },
        { heading: t('table.due'), width: 2 },
        { heading: t('table.progress'), width: 2.4 },
        { heading: t('table.actors'), width: 2.6 },
      ],
      rows: late.map((item) => ({
        cells: [
          itemCell(c, item),
          [c.line({ text: String(item.timeliness.days ?? ''), strong: true, alert: true })],
          dueCell(c, item),
          c.progressLines(item.progress),
          item.actors.map((actor) => c.line(t.actor(actor))),
        ],
      })),
    },
  };
}

function dueCell(c: Composer, { timeline }: ItemFacts): Line[] {
  const { t } = c;
  if (!timeline.due) return [];
  const lines = [c.line(t.dueWithBasis(timeline.due))];
  if (timeline.revisions > 0)
    lines.push(c.line(quiet(t('timeline.revisions', { count: timeline.revisions }))));
  return lines;
}

/** The action matrix as the publication prints it, one table per publication, with what has become of each row. */
export function matrixTables(c: Composer, actions: ActionFacts[]): Block[] {
  return c.facts.publications.flatMap((publication): Block[] => {
    const rows = actions.filter((action) => action.publication === publication.code);
    if (rows.length === 0) return [];
    return [matrixTable(c, c.t('caption.matrix', { title: publication.title }), rows)];
  });
}

function matrixTable(c: Composer, caption: string, actions: ActionFacts[]): Block {
  const { t } = c;
  return {
    type: 'table',
    table: {
      caption,
      columns: [
        { heading: t('table.issue'), width: 2.3 },
        { heading: t('table.pathway'), width: 2.1 },
        { heading: t('table.implementation'), width: 2.6 },
        { heading: t('table.actorsResponses'), width: 2.5 },
        { heading: t('table.timeline'), width: 2.1 },
        { heading: t('table.standing'), width: 3 },
      ],
      rows: actions.map((action) => ({
        cells: [
          [c.line(c.ref(action.ref)), c.source(action.issue, action)],
          [c.source(action.pathway, action)],
          [c.source(action.implementation, action)],
          action.actors.flatMap((actor) => c.actor(actor)),
          timelineLines(c, action),
          standingLines(c, action),
        ],
      })),
    },
  };
}

function standingLines(c: Composer, item: ItemFacts): Line[] {
  const { t } = c;
  const [latest] = item.evidence;
  const timeliness = c.timeliness(item);
  const lines = [...c.progressLines(item.progress), ...(timeliness ? [c.line(timeliness)] : [])];
  if (!latest) return [...lines, c.line(quiet(t('empty.evidence')))];
  const head = c.ours(
    quiet(`${t.date(latest.happenedOn)}, ${t(`shows.${latest.shows}`)}`),
    ...c.notes(latest.notes),
  );
  return [...lines, { ...head, opens: true }, c.line(latest.text)];
}

/** Where each item was last searched for; null where nothing was searched. */
export function searchesTable(c: Composer): Block | null {
  const { t } = c;
  const rows = c.facts.items.flatMap((item): Row[] =>
    item.lastSearch === null
      ? []
      : [
          {
            cells: [
              itemCell(c, item),
              [c.line(t.day(item.lastSearch.on))],
              item.lastSearch.where.map((place) => c.line(place)),
              [c.line(t(item.lastSearch.foundNothing ? 'search.nothing' : 'search.found'))],
            ],
          },
        ],
  );
  if (rows.length === 0) return null;
  return {
    type: 'table',
    table: {
      caption: t('caption.searches'),
      columns: [
        { heading: t('table.item'), width: 3.4 },
        { heading: t('table.searched'), width: 1.5 },
        { heading: t('table.where'), width: 4 },
        { heading: t('table.result'), width: 1.7 },
      ],
      rows,
    },
  };
}
