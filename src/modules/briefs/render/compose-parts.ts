import type { ItemFacts, Move } from '../facts.js';
import type { Line } from './document.js';
import { quiet, type Composer } from './lines.js';

/** The source's words, what we read from them, and what has become of the date since. */
export function timelineLines(c: Composer, item: ItemFacts): Line[] {
  const { t } = c;
  const { timeline } = item;
  const lines: Line[] = [];
  if (timeline.text !== null) lines.push(c.source(timeline.text, item));
  if (timeline.kind === 'set_by_us') {
    lines.push(
      c.ours(
        timeline.reason === null
          ? t('timeline.set_by_us')
          : t('timeline.setBecause', { reason: timeline.reason }),
      ),
    );
  } else if (timeline.kind !== 'from_source') {
    lines.push(c.ours(t(`timeline.${timeline.kind}`)));
  }
  const window = t.window(timeline);
  if (window !== null) lines.push(c.ours(window));
  if (timeline.revisions > 0 && timeline.due) {
    const { revisions, slippageDays: days } = timeline;
    lines.push(c.ours({ text: t('timeline.now', { due: t.dueWithBasis(timeline.due) }), strong: true }));
    const moved = [
      t('timeline.revisions', { count: revisions }),
      ...(days > 0 ? [t('timeline.slippage', { days })] : []),
    ];
    lines.push(c.ours(quiet(t.list(moved))));
  }
  return lines;
}

/** "Progress: Not started → In progress" */
export function whatMoved(c: Composer, move: Move): Line {
  const { t } = c;
  if (move.kind === 'new') return c.line({ text: t('move.new'), strong: true });
  if (move.kind === 'progress') {
    return c.ours(
      quiet(`${t('move.progress')}: `),
      t('move.arrow', { from: t(`progress.${move.from}`), to: '' }),
      { text: t(`progress.${move.to}`), strong: true },
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

/** By whom and why a due date was moved, or the sources of a move of progress. */
export function whyMoved(c: Composer, move: Move): Line[] {
  const { t } = c;
  if (move.kind === 'progress') {
    return move.notes.length > 0 ? [c.ours(t('section.sources'), ...c.notes(move.notes))] : [];
  }
  if (move.kind !== 'due') return [];
  const by =
    move.actor !== null && move.to?.basis === 'announced'
      ? t('move.byActor', { actor: move.actor })
      : t(`move.by.${move.to?.basis ?? 'removed'}`);
  return move.reason === null ? [c.ours(by)] : [c.ours(by), c.line(move.reason)];
}
