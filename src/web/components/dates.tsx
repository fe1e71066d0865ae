import type { Translate } from '../messages/index.js';
import { useCtx, useT } from './page-context.js';

/** Whole days from one ISO day to another; negative where `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

// A private-use locale lays out English; month names then are English.
const monthName = (day: string, style: 'long' | 'short', locale: string) =>
  new Intl.DateTimeFormat(locale.startsWith('en') ? 'en-US' : locale, {
    month: style,
    timeZone: 'UTC',
  }).format(Date.parse(`${day}T00:00:00Z`));

/** The short name of a day's month: "Jun". */
export const monthText = (day: string, t: Translate): string => monthName(day, 'short', t.locale);

/** '2026-06-30' → "30 Jun 2026", '2026-06' → "June 2026", '2026' → "2026"; anything else as it is. */
export function dayText(day: string, t: Translate): string {
  const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(day);
  if (
    !match ||
    (match[2] && Number.isNaN(Date.parse(`${match[1]}-${match[2]}-${match[3] ?? '01'}T00:00:00Z`)))
  )
    return day;
  const [, year = '', month, date] = match;
  if (!month) return year;
  if (!date) return t('date.month', { month: monthName(`${year}-${month}-01`, 'long', t.locale), year });
  return t('date.day', { day: String(Number(date)), month: monthName(day, 'short', t.locale), year });
}

/** "from → to": points the way the page is read. */
export const Arrow = () => <span class="h-arrow">→</span>;

/** A calendar day or month: '2026-06-30' → <time>30 Jun 2026</time>; `month` shows only month and year. */
export function Day({ day, precision }: { day: string; precision?: 'day' | 'month' }) {
  const t = useT();
  const shown = precision === 'month' ? day.slice(0, 7) : day;
  return (
    <time class="h-day" dateTime={shown} dir="auto">
      {dayText(shown, t)}
    </time>
  );
}

/** "in 39 days", "today", "145 days ago": beside a date, never instead of it. Counts from the page's today. */
export function RelativeDays({ day }: { day: string }) {
  const t = useT();
  return <span class="h-relative">{relativeText(daysBetween(useCtx().today, day), t)}</span>;
}

/** The words of RelativeDays for a number of days from today. */
export const relativeText = (days: number, t: Translate): string =>
  days === 0
    ? t('date.today')
    : days > 0
      ? t('date.inDays', { days })
      : t('date.daysAgo', { days: Math.abs(days) });
