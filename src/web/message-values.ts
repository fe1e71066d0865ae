import type { Translate } from './messages/index.js';
import { dayText } from './components/dates.js';

type Values = Record<string, string | number>;

/** What refusals name by code, in words: `allowed: 'in_progress,implemented'` → "In progress, Implemented". */
export function inWords(values: Values | undefined, t: Translate): Values {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [name, wordFor(name, value, t)]),
  );
}

function wordFor(name: string, value: string | number, t: Translate): string | number {
  if (typeof value !== 'string') return value;
  if (/^\d{4}-\d\d(-\d\d)?$/.test(value)) return dayText(value, t);
  const word = (prefix: string) => (code: string) =>
    t.has(`${prefix}.${code}`) ? t.dynamic(`${prefix}.${code}`) : code;
  if (['from', 'to', 'allowed'].includes(name)) return value.split(',').map(word('word.progress')).join(', ');
  return name === 'shows' ? word('error.shows')(value) : value;
}
