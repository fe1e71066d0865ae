import type { SourceFacts } from '../facts.js';
import type { Line, Run, SourceBlock } from './document.js';
import { quiet, type Composer } from './lines.js';

/** The numbered notes. What is unknown of a source is said to be unknown: "not given". */
export function sourceBlocks(c: Composer): SourceBlock[] {
  return c.facts.sources.map((source) => ({
    id: `note-${source.note}`,
    number: source.note,
    title: c.ours({ text: source.title, strong: true }),
    details: [description(c, source), ...addresses(c, source)],
  }));
}

function description(c: Composer, source: SourceFacts): Line {
  const { t } = c;
  const notGiven = t('word.notGiven');
  const parts: [string, string][] = [
    [t('source.author'), source.author ?? notGiven],
    [t('source.publisher'), source.publisher ?? notGiven],
    [t('source.date'), source.date === null ? notGiven : t.date(source.date)],
    [t('source.kind'), source.kind === null ? notGiven : t(`source.kind.${source.kind}`)],
    [t('source.standing'), standing(t, source) ?? notGiven],
  ];
  const runs = parts.flatMap(([label, value], index): Run[] => [
    quiet(`${index > 0 ? '\u00A0· ' : ''}${label}: `),
    { text: value },
  ]);
  return c.ours(...runs);
}

export function standing(t: Composer['t'], source: SourceFacts): string | null {
  if (source.standing === null) return null;
  if (source.standing.kind !== 'reporting') return t(`source.standing.${source.standing.kind}`);
  const { whom } = source.standing;
  return whom === null ? t('source.standing.reportingUnknown') : t('source.standing.reporting', { whom });
}

function addresses(c: Composer, { url, archivedUrl }: SourceFacts): Line[] {
  const { t } = c;
  const address = (label: string, value: string | null) =>
    c.ours(
      quiet(`${label}: `),
      value === null ? { text: t('word.notGiven') } : { text: value, ...linked(value) },
    );
  return [
    address(t('source.url'), url),
    ...(archivedUrl === null ? [] : [address(t('source.archived'), archivedUrl)]),
  ];
}

/** Only addresses of the web become links; anything else stays text to read. */
function linked(url: string): Pick<Run, 'href'> {
  return /^https?:\/\/[^\s]+$/i.test(url) && URL.canParse(url) ? { href: url } : {};
}
