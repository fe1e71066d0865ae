import { IntlMessageFormat } from 'intl-messageformat';
import type {
  ActorFacts,
  Day,
  Direction,
  DueFacts,
  PartialDate,
  TimelineFacts,
  TimelinessFacts,
} from '../facts.js';
import { en, enMonths, type BriefMessages, type MessageKey } from './messages.en.js';

type Values = Record<string, string | number>;

interface Language {
  direction: Direction;
  messages: BriefMessages;
  months: { long: string[]; short: string[] };
}

const languages: Record<string, Language> = {
  en: { direction: 'ltr', messages: en, months: enMonths },
};

/** The words of a brief in its language, and the forms that dates, windows and names take in it. */
export interface Texts {
  (key: MessageKey, values?: Values): string;
  /** Of these words, which is not the brief's where Heed does not have the brief's language. */
  direction: Direction;
  /** "30 Jun 2026" */
  day(day: Day): string;
  /** "30 Jun 2026", "June 2026" or "2026", as far as the date is known. */
  date(date: PartialDate): string;
  /** "June 2026" or "30 Jun 2026" by its precision. */
  due(due: DueFacts): string;
  /** "June 2026 (derived)" */
  dueWithBasis(due: DueFacts): string;
  /** "0–6 months, to June 2026 (derived)"; null where there is neither window nor first due date. */
  window(timeline: TimelineFacts): string | null;
  timeliness(timeliness: TimelinessFacts): string;
  actor(actor: ActorFacts): string;
  list(parts: string[]): string;
}

/** Words for a BCP 47 tag; English where Heed does not have the language. */
export function textsFor(tag: string): Texts {
  const { direction, messages, months } = languages[tag.split('-')[0].toLowerCase()] ?? languages['en'];
  const t = (key: MessageKey, values: Values = {}): string => format(messages[key], values);

  const date = (value: PartialDate): string => {
    const [year, month, day] = value.split('-');
    const index = Number(month) - 1;
    if (month === undefined) return year;
    return day === undefined
      ? `${months.long[index]} ${year}`
      : `${Number(day)} ${months.short[index]} ${year}`;
  };
  const due = (value: DueFacts) => date(value.precision === 'month' ? value.on.slice(0, 7) : value.on);
  const dueWithBasis = (value: DueFacts) =>
    t('due.withBasis', { date: due(value), basis: t(`basis.${value.basis}`) });

  const window = ({ window: span, firstDue }: TimelineFacts): string | null => {
    if (!span) return firstDue && t('timeline.dueTo', { due: dueWithBasis(firstDue) });
    const { min, max, unit } = span;
    const shape = max === null ? 'after' : min === null ? 'within' : 'range';
    const text = t(`window.${shape}.${unit}`, { min: min ?? 0, max: max ?? 0 });
    return firstDue ? t('timeline.windowTo', { window: text, due: dueWithBasis(firstDue) }) : text;
  };

  const timeliness = ({ value, days }: TimelinessFacts): string => {
    if (days === null || value === 'no_due_date' || value === 'not_counted') return t(`timeliness.${value}`);
    return t(`timeliness.${value}.days`, { days });
  };

  const actor = ({ name, qualifier, lead, unnamedGroup }: ActorFacts): string => {
    const notes = [qualifier, lead && t('actor.lead'), unnamedGroup && t('actor.unnamedGroup')].filter(
      Boolean,
    );
    return notes.length ? t('actor.qualified', { name, qualifier: notes.join(t('list.separator')) }) : name;
  };

  const list = (parts: string[]) => parts.join(t('list.separator'));

  return Object.assign(t, { direction, day: date, date, due, dueWithBasis, window, timeliness, actor, list });
}

const formats = new Map<string, IntlMessageFormat>();

function format(source: string, values: Values): string {
  let compiled = formats.get(source);
  if (!compiled) {
    // Numbers stay Latin digits without grouping in every language: references and dates are written so too.
    compiled = new IntlMessageFormat(source, 'en', { number: {} }, { ignoreTag: true });
    formats.set(source, compiled);
  }
  return String(compiled.format(values));
}
