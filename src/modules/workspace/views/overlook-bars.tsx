import type { Day } from '../../../shared/calendar-date.js';
import { ProgressGlyph, dayText, useCtx, useT, wordKey } from '../../../web/components/index.js';
import type { ItemRow } from '../../tracking/index.js';
import { type Bar, type OverlookScale, type Span, barOf } from '../overlook-scale.js';

/** Of a row, in pixels. */
const HEIGHT = 26;

/** Places count from where one begins to read: from the right in pages that are read so. */
function usePlaces() {
  const { dir } = useCtx();
  const rtl = dir === 'rtl';
  const percent = (at: number) => `${at.toFixed(2)}%`;
  return {
    rtl,
    x: (at: number) => percent(rtl ? 100 - at : at),
    rect: ({ from, to }: Span) => ({ x: percent(rtl ? 100 - to : from), width: percent(to - from) }),
  };
}

/** The years above the bars. */
export function Axis({ scale }: { scale: OverlookScale }) {
  const { x, rtl } = usePlaces();
  return (
    <svg class="h-overlook-svg" width="100%" height={HEIGHT} aria-hidden="true" focusable="false">
      <Grid scale={scale} />
      {scale.ticks().map(
        ({ at, year }) =>
          year !== null && (
            <svg key={at} x={x(at)} overflow="visible">
              <text
                class="h-bar-year"
                x={rtl ? -4 : 4}
                y="17"
                direction="ltr"
                text-anchor={rtl ? 'end' : 'start'}
              >
                {year}
              </text>
            </svg>
          ),
      )}
    </svg>
  );
}

function Grid({ scale }: { scale: OverlookScale }) {
  const { today } = useCtx();
  const { x } = usePlaces();
  return (
    <>
      {scale.ticks().map(({ at, year }) => (
        <line
          key={at}
          class={year === null ? 'h-bar-tick' : 'h-bar-tick h-bar-tick-year'}
          x1={x(at)}
          x2={x(at)}
          y1="0"
          y2="100%"
        />
      ))}
      <line class="h-bar-today" x1={x(scale.at(today))} x2={x(scale.at(today))} y1="0" y2="100%" />
    </>
  );
}

/** One item's window, what moved of it, and its progress at the end. */
export function BarOf({ row, scale }: { row: ItemRow; scale: OverlookScale }) {
  const { x, rect, rtl } = usePlaces();
  const { startsOn, firstDueOn, dueOn } = row.timeline;
  const bar: Bar = barOf({ startsOn, firstDueOn, dueOn: dueOn! }, scale);
  const size = { y: 7, height: 12, rx: 2 };
  return (
    <svg
      class={`h-overlook-svg h-is-${row.progress}`}
      width="100%"
      height={HEIGHT}
      role="img"
      aria-label={useWords(row)}
    >
      <Grid scale={scale} />
      <rect class="h-bar-window" {...rect(bar.window)} {...size} />
      {bar.moved && <rect class="h-bar-moved" {...rect(bar.moved)} {...size} fill="url(#overlook-moved)" />}
      {bar.spared && <rect class="h-bar-spared" {...rect(bar.spared)} {...size} />}
      <svg x={x(bar.end)} y="5" overflow="visible">
        <g transform={`translate(${rtl ? -20 : 4} 0)`}>
          <ProgressGlyph progress={row.progress} />
        </g>
      </svg>
    </svg>
  );
}

/** The bar in words. */
function useWords({ progress, timeline: { startsOn, firstDueOn, dueOn } }: ItemRow): string {
  const t = useT();
  const day = (one: Day | null) => (one ? dayText(one, t) : '');
  return t('overlook.bar', {
    start: startsOn ? 'yes' : 'no',
    from: day(startsOn),
    first: day(firstDueOn),
    moved: firstDueOn !== dueOn ? 'yes' : 'no',
    due: day(dueOn),
    progress: t(wordKey('progress', progress)),
  });
}
