import type { ComponentChildren } from 'preact';
import { ProgressGlyph } from './badges.js';
import { Day, dayText, monthText } from './dates.js';
import { useT } from './page-context.js';
import { type Progress, wordKey, wordsOf } from './words.js';

export interface ProgressCount {
  progress: Progress;
  count: number;
  /** The list that it counts. */
  href: string;
}

/**
 * How items stand, as one bar: colour and pattern per progress, each part a link to its list, the same numbers as
 * a legend and as a table. `id` must be unique on the page.
 */
export function StackedBar({
  id,
  counts,
  title,
  compact,
}: {
  id: string;
  counts: ProgressCount[];
  title?: string;
  /** A thin bar without legend and table, where the numbers stand elsewhere. */
  compact?: boolean;
}) {
  const t = useT();
  const order = wordsOf('progress');
  const parts = counts
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => order.indexOf(a.progress) - order.indexOf(b.progress));
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const word = (progress: Progress) => t(wordKey('progress', progress));
  const height = compact ? 12 : 28;
  let before = 0;
  return (
    <div class="h-stack">
      <svg
        class="h-stack-bar"
        width="100%"
        height={height}
        role="group"
        aria-labelledby={`${id}-title ${id}-desc`}
      >
        <title id={`${id}-title`}>{title ?? t('chart.progress')}</title>
        <desc id={`${id}-desc`}>
          {t('chart.progressDescription', {
            total,
            parts: parts
              .map(({ progress, count }) => t('chart.part', { label: word(progress), count }))
              .join(', '),
          })}
        </desc>
        <Patterns id={id} />
        {parts.map(({ progress, count, href }) => {
          const x = (before / total) * 100;
          before += count;
          const label = t('chart.segment', { label: word(progress), count, total });
          const place = {
            x: `${x.toFixed(3)}%`,
            width: `${((count / total) * 100).toFixed(3)}%`,
            y: 0,
            height,
          };
          return (
            <a href={href} key={progress} tabIndex={-1} aria-label={label} class={`h-part h-is-${progress}`}>
              <title>{label}</title>
              <rect {...place} class="h-part-ground" />
              <rect {...place} fill={`url(#${id}-${progress})`} />
              <rect {...place} class="h-part-edge" />
            </a>
          );
        })}
      </svg>
      {!compact && (
        <>
          <Legend parts={parts} />
          <PartsTable parts={parts} total={total} title={title ?? t('chart.progress')} />
        </>
      )}
    </div>
  );
}

function Legend({ parts }: { parts: ProgressCount[] }) {
  const t = useT();
  return (
    <ul class="h-legend">
      {parts.map(({ progress, count, href }) => (
        <li key={progress}>
          <a href={href}>
            <ProgressGlyph progress={progress} />
            <span>{t(wordKey('progress', progress))}</span> <b>{count}</b>
          </a>
        </li>
      ))}
    </ul>
  );
}

function PartsTable({ parts, total, title }: { parts: ProgressCount[]; total: number; title: string }) {
  const t = useT();
  return (
    <details class="h-as-table">
      <summary>{t('chart.asTable')}</summary>
      <table class="h-table h-table-plain">
        <caption class="visually-hidden">{title}</caption>
        <tbody>
          {parts.map(({ progress, count }) => (
            <tr key={progress}>
              <th scope="row">{t(wordKey('progress', progress))}</th>
              <td class="h-end">{count}</td>
              <td class="h-end">{t('chart.percent', { share: count / total })}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('chart.total')}</th>
            <td class="h-end">{total}</td>
            <td />
          </tr>
        </tbody>
      </table>
    </details>
  );
}

/** What tells the parts apart without colour: each progress has its own hatching. */
const HATCHES: Partial<Record<Progress, string>> = {
  not_started: 'M2 2h.01M6 6h.01',
  in_progress: 'M-2 2l4 -4M0 8l8 -8M6 10l4 -4',
  partially_implemented: 'M0 8l8 -8M0 0l8 8',
  reversed: 'M-2 6l4 4M0 0l8 8M6 -2l4 4',
  not_implemented: 'M0 2h8M0 6h8',
  superseded: 'M2 0v8M6 0v8',
  no_longer_applicable: 'M0 4h8M4 0v8',
};

function Patterns({ id }: { id: string }) {
  return (
    <defs>
      {wordsOf('progress').map((progress) => (
        <pattern key={progress} id={`${id}-${progress}`} width="8" height="8" patternUnits="userSpaceOnUse">
          {HATCHES[progress] && <path class="h-hatch" d={HATCHES[progress]} />}
        </pattern>
      ))}
    </defs>
  );
}

export interface Week {
  /** Its first day. */
  startsOn: string;
  count: number;
  /** The list of what falls due then. */
  href: string;
}

/** The next weeks side by side, each with what falls due in it. */
export function WeekStrip({ weeks, label }: { weeks: Week[]; label: string }) {
  const t = useT();
  return (
    <ol class="h-weeks" aria-label={label}>
      {weeks.map((week, index) => {
        const day = dayText(week.startsOn, t);
        const newMonth = index === 0 || weeks[index - 1]?.startsOn.slice(0, 7) !== week.startsOn.slice(0, 7);
        const inside = (
          <>
            <span class="h-week-bar" aria-hidden="true">
              {Array.from({ length: Math.min(week.count, 6) }, (_, n) => (
                <i key={n} />
              ))}
            </span>
            <span class="h-week-count" aria-hidden="true">
              {week.count > 0 ? week.count : ''}
            </span>
            <span class="visually-hidden">{t('chart.week', { day, count: week.count })}</span>
          </>
        );
        return (
          <li key={week.startsOn} class={week.count > 0 ? 'h-week h-week-full' : 'h-week'}>
            {week.count > 0 ? <a href={week.href}>{inside}</a> : <span>{inside}</span>}
            <span class="h-week-day" aria-hidden="true">
              <span>{Number(week.startsOn.slice(8))}</span>
              {newMonth && <span class="h-week-month">{monthText(week.startsOn, t)}</span>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

export interface TimelineEntryView {
  key: string;
  /** Date of the event, as far as it is known. */
  day: string | null;
  /** Struck and dated: replaced by a correction. */
  struck?: boolean;
}

/** Dated entries, newest first, hung on a line; `entry` draws each one's body. */
export function Timeline<Entry extends TimelineEntryView>({
  entries,
  entry,
  label,
}: {
  entries: Entry[];
  entry: (entry: Entry) => ComponentChildren;
  label: string;
}) {
  const t = useT();
  return (
    <ol class="h-timeline" aria-label={label}>
      {entries.map((one) => (
        <li key={one.key} class={one.struck ? 'h-event h-event-struck' : 'h-event'}>
          <p class="h-event-day">{one.day ? <Day day={one.day} /> : t('date.notGiven')}</p>
          <div class="h-event-body">{entry(one)}</div>
        </li>
      ))}
    </ol>
  );
}
