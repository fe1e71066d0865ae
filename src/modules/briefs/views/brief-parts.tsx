import { Card, Day, LinkButton, useT } from '../../../web/components/index.js';
import { BRIEF_FORMATS, type BriefFormat } from '../brief-files.js';
import type { BriefFacts } from '../facts.js';

/** What it is about, unless the title says just that, and the period. */
export function BriefSubject({ facts }: { facts: BriefFacts }) {
  const { subject, publications, title, period } = facts;
  const publication = publications.find(
    ({ code }) => subject.kind === 'publication' && code === subject.code,
  );
  const about = subject.kind === 'filter' ? subject.description : publication?.title;
  const numbered = [publication?.series, publication?.number].filter(Boolean).join(' ');
  return (
    <>
      <span dir="auto">{about && about !== title ? about : numbered}</span> · <Day day={period.from} /> –{' '}
      <Day day={period.to} />
    </>
  );
}

/** The brief in every format; of an issued one with the sizes. */
export function BriefDownloads({
  id,
  hint,
  sizes = {},
}: {
  id: number;
  hint: string;
  /** In bytes. */
  sizes?: Partial<Record<BriefFormat, number>>;
}) {
  const t = useT();
  return (
    <Card title={t('brief.downloads')}>
      <p class="h-soft">{hint}</p>
      <ul class="h-downloads">
        {(Object.keys(BRIEF_FORMATS) as BriefFormat[]).map((format) => {
          const name = t(`brief.format.${format}`);
          const size = sizes[format];
          return (
            <li key={format}>
              <LinkButton href={`/briefs/${id}/brief.${format}`} file>
                {size === undefined
                  ? name
                  : t('brief.format.size', { format: name, kilobytes: Math.ceil(size / 1024) })}
              </LinkButton>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
