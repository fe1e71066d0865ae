import { dayText, useCtx, useT } from '../../../web/components/index.js';

/** An instant as day and time in the organisation's zone: "22 Nov 2026, 17:05". */
export function Moment({ at }: { at: Date }) {
  const t = useT();
  const { timeZone } = useCtx().organisation;
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
    at,
  );
  const [day = '', time = ''] = parts.split(' ');
  return <time dateTime={at.toISOString()}>{t('people.moment', { day: dayText(day, t), time })}</time>;
}
