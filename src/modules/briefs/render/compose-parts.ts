import type { ItemFacts } from '../facts.js';
import type { Line } from './document.js';
import { quiet, type Composer } from './lines.js';

/** Reference and title, the first cell of every row about an item. */
export const itemCell = (c: Composer, item: ItemFacts): Line[] => [
  c.line(c.ref(item.ref)),
  c.line(item.title),
];

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
