import { hasChanged, type Day, type EvidenceFacts, type ItemFacts, type Move } from '../facts.js';
import { itemCell } from './compose-parts.js';
import type { Block, Line, Row } from './document.js';
import { quiet, type Composer } from './lines.js';

/** Every move and all new evidence in the period, item by item; null where there is none. */
export function changesTable(c: Composer): Block | null {
  const { facts, t } = c;
  const rows = facts.items.flatMap((item) =>
    changeLines(c, item).map(({ on, what, why }): Row => ({
      cells: [itemCell(c, item), [what], [c.line(t.day(on))], why],
    })),
  );
  if (rows.length === 0) return null;
  const period = { from: t.day(facts.period.from), to: t.day(facts.period.to) };
  return {
    type: 'table',
    table: {
      caption: t('caption.moves', period),
      columns: [
        { heading: t('table.item'), width: 3 },
        { heading: t('table.moved'), width: 3.6 },
        { heading: t('table.recorded'), width: 1.5 },
        { heading: t('table.why'), width: 3 },
      ],
      rows,
    },
  };
}

/** One change of an item, as a line of a table. */
export interface ChangeLine {
  on: Day;
  what: Line;
  why: Line[];
}

/** What there is to tell of one item, oldest first. */
export function changeLines(c: Composer, item: ItemFacts): ChangeLine[] {
  const moves = item.moves.map((move) => ({
    on: move.on,
    what: whatMoved(c, move),
    why: whyMoved(c, move),
  }));
  const evidence = item.evidence
    .filter(({ isNew }) => isNew)
    .map((update) => ({ on: update.recordedOn, what: newEvidence(c, update), why: evidenceText(c, update) }));
  return [...moves, ...evidence].toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1));
}

const newEvidence = (c: Composer, { happenedOn, shows }: EvidenceFacts): Line =>
  c.ours(quiet(`${c.t('move.evidence')}: `), `${c.t.date(happenedOn)}, ${c.t(`shows.${shows}`)}`);

const evidenceText = (c: Composer, { text, notes, correctedOn }: EvidenceFacts): Line[] => [
  c.line(text, ...c.notes(notes)),
  ...(correctedOn === null ? [] : [c.ours(quiet(c.t('evidence.corrected', { day: c.t.day(correctedOn) })))]),
];

/** "Progress: Not started → In progress" */
export function whatMoved(c: Composer, move: Move): Line {
  const { t } = c;
  if (move.kind === 'new') return c.line({ text: t('move.new'), strong: true });
  if (move.kind === 'past_due') {
    return c.line({ text: t('move.pastDue'), strong: true, alert: true });
  }
  if (move.kind === 'corrected') {
    return c.ours({ text: t('move.corrected', { day: t.date(move.happenedOn) }), strong: true });
  }
  if (move.kind === 'progress') {
    return c.ours(
      quiet(`${t('move.progress')}: `),
      t('move.arrow', { from: t(`progress.${move.from}`), to: '' }),
      { text: t(`progress.${move.to}`), strong: true },
      ...(move.confirmed ? [quiet(` (${t('move.confirmed')})`)] : []),
    );
  }
  if (move.kind === 'response') {
    return c.ours(
      quiet(`${t('move.response', { actor: move.actor })}: `),
      t('move.arrow', { from: t(`response.${move.from}`), to: '' }),
      { text: t(`response.${move.to}`), strong: true },
    );
  }
  return c.ours(
    quiet(`${t('move.due')}: `),
    t('move.arrow', { from: move.from ? t.due(move.from) : t('word.none'), to: '' }),
    { text: move.to ? t.due(move.to) : t('word.none'), strong: true },
  );
}

/** By whom and why a due date was moved, the sources of a move of progress, what was corrected. */
export function whyMoved(c: Composer, move: Move): Line[] {
  const { t } = c;
  if (move.kind === 'progress') {
    return move.notes.length > 0 ? [c.ours(t('section.sources'), ...c.notes(move.notes))] : [];
  }
  if (move.kind === 'corrected') return [c.line({ text: move.text, source: true })];
  if (move.kind === 'past_due') return [c.ours(t('move.wasDue', { day: t.day(move.dueOn) }))];
  if (move.kind !== 'due') return [];
  const by =
    move.actor !== null && move.to?.basis === 'announced'
      ? t('move.byActor', { actor: move.actor })
      : t(`move.by.${move.to?.basis ?? 'removed'}`);
  return move.reason === null ? [c.ours(by)] : [c.ours(by), c.line(move.reason)];
}

/** "What changed since progress brief 2 (12 Aug 2026)", or in the period. */
export function changesHeading({ facts: { since }, t }: Composer): string {
  return since === null
    ? t('section.moves')
    : t('section.movesSince', { number: since.number, day: t.day(since.on) });
}

/** What did not change is collapsed to a line. */
export function unchanged({ facts, t }: Composer): string[] {
  const refs = facts.items.filter((item) => !hasChanged(item)).map(({ ref }) => ref);
  if (refs.length === 0 || refs.length === facts.items.length) return [];
  return [t('moves.unchanged', { count: refs.length, refs: t.list(refs) })];
}

/** Where we searched in the period and found nothing. */
export function newlySearched({ facts, t }: Composer): string[] {
  const refs = facts.items
    .filter(({ lastSearch }) => lastSearch?.isNew && lastSearch.foundNothing)
    .map(({ ref }) => ref);
  return refs.length === 0 ? [] : [t('moves.searched', { count: refs.length, refs: t.list(refs) })];
}
