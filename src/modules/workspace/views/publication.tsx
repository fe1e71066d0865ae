import { may } from '../../../shared/permissions.js';
import {
  Card,
  ClassificationBadge,
  Day,
  DefinitionList,
  LinkButton,
  PageHeader,
  type ProgressCount,
  Ref,
  SourceText,
  StackedBar,
  dayText,
  isWebAddress,
  paths,
  useCtx,
  useT,
} from '../../../web/components/index.js';
import type { PublicationDetail, PublishedRecommendation } from '../publications.query.js';
import { GoneMark, PublicationMatrix, WhatBecame } from './publication-matrix.js';
import { seriesOf } from './publications.js';

export interface PublicationProps {
  publication: PublicationDetail;
  progress: ProgressCount[];
  /** The lists that its facts count. */
  links: { items: string; pastDue: string };
}

/** A publication: its facts, the matrix as printed beside what became of it, its recommendations. */
export function Publication({ publication, progress, links }: PublicationProps) {
  const t = useT();
  const mayRecord = may(useCtx().user, 'record');
  const { actions, recommendations, direction, language } = publication;
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: t('publications.title'), href: paths.publications }]}
        before={<span dir="auto">{seriesOf(publication)}</span>}
        title={
          <span lang={language} dir={direction}>
            {publication.title}
          </span>
        }
        serif
        actions={
          mayRecord && (
            <>
              <LinkButton href={`${paths.publication(String(publication.id))}/edit`}>
                {t('again.edit.link')}
              </LinkButton>
              <LinkButton href={paths.newImport}>{t('publication.newVersion')}</LinkButton>
              <LinkButton look="primary" href={`${paths.briefs}/new?publication=${publication.id}`}>
                {t('publication.brief')}
              </LinkButton>
            </>
          )
        }
      />
      <div class="h-columns">
        <Card title={t('publication.facts')} id="facts">
          <Facts publication={publication} links={links} />
        </Card>
        <Card
          title={t('publication.standing')}
          id="standing"
          aside={
            <a class="h-small" href={links.items}>
              {t('overview.progress.all', { count: publication.items.total })}
            </a>
          }
        >
          {progress.length > 0 ? (
            <StackedBar id="progress" counts={progress} />
          ) : (
            <p class="h-soft">{t('publication.noItems')}</p>
          )}
        </Card>
      </div>
      {actions.length > 0 && (
        <section class="h-section" aria-labelledby="matrix">
          <h2 id="matrix">{t('publication.matrix', { count: actions.length })}</h2>
          <PublicationMatrix actions={actions} language={language} direction={direction} />
        </section>
      )}
      {recommendations.length > 0 && (
        <section class="h-section" aria-labelledby="recommendations">
          <h2 id="recommendations">{t('publication.recommendations', { count: recommendations.length })}</h2>
          <ol class="h-recommendations">
            {recommendations.map((one) => (
              <Recommendation key={one.item.ref} one={one} language={language} direction={direction} />
            ))}
          </ol>
        </section>
      )}
      <Sections publication={publication} />
      <Notes publication={publication} />
    </>
  );
}

function Facts({ publication, links }: Pick<PublicationProps, 'publication' | 'links'>) {
  const t = useT();
  const notGiven = <span class="h-soft">{t('date.notGiven')}</span>;
  const own = (text: string | null) => (text ? <span dir="auto">{text}</span> : notGiven);
  const { items } = publication;
  return (
    <DefinitionList
      items={[
        {
          term: t('publication.date'),
          value: publication.publishedOn ? <Day day={publication.publishedOn} /> : notGiven,
        },
        { term: t('publication.publisher'), value: own(publication.publisher) },
        { term: t('publication.authors'), value: own(publication.authors.join('; ')) },
        { term: t('publication.team'), value: own(publication.team.name) },
        {
          term: t('publication.classification'),
          value: <ClassificationBadge classification={publication.classification} />,
        },
        {
          term: t('publication.pastDue'),
          value:
            items.pastDue > 0 ? (
              <a class="h-late" href={links.pastDue}>
                {t('overdue.group.count', { count: items.pastDue })}
              </a>
            ) : (
              t('publication.none')
            ),
        },
        {
          term: t('publication.document'),
          value:
            publication.documents.length > 0 &&
            publication.documents.map(({ id, filename, importedOn }) => (
              <a
                key={id}
                class="h-cell-line"
                href={`${paths.publication(String(publication.id))}/documents/${id}`}
                data-turbo="false"
                download
                aria-label={t('again.document.download', { filename })}
                dir="auto"
              >
                {t('again.document.line', { filename, day: dayText(importedOn, t) })}
              </a>
            )),
        },
        {
          term: t('publication.disclaimer'),
          value: publication.disclaimer && (
            <span class="h-serif h-small" lang={publication.language} dir={publication.direction}>
              {publication.disclaimer}
            </span>
          ),
        },
      ]}
    />
  );
}

function Recommendation({
  one,
  language,
  direction,
}: {
  one: PublishedRecommendation;
  language: string;
  direction: 'ltr' | 'rtl';
}) {
  const t = useT();
  return (
    <li>
      <p class="h-recommendation-head">
        <Ref link>{one.item.ref}</Ref>
        <GoneMark on={one.goneOn} />
        {one.heading && (
          <strong lang={language} dir={direction}>
            {one.heading}
          </strong>
        )}
      </p>
      <div class="h-recommendation">
        <SourceText lang={language} dir={direction}>
          {one.text}
        </SourceText>
        <div>
          <WhatBecame item={one.item} />
          {one.carriedOutBy.length > 0 && (
            <p class="h-small">
              <span class="h-soft">{t('item.related.recommendation')}</span>{' '}
              {one.carriedOutBy.map((ref, index) => (
                <>
                  {index > 0 && ', '}
                  <Ref link>{ref}</Ref>
                </>
              ))}
            </p>
          )}
        </div>
      </div>
    </li>
  );
}

function Sections({ publication: { sections, language, direction } }: Pick<PublicationProps, 'publication'>) {
  const t = useT();
  if (sections.length === 0) return null;
  return (
    <details class="h-folded">
      <summary>{t('publication.sections', { count: sections.length })}</summary>
      <ol class="h-outline" lang={language} dir={direction}>
        {sections.map(({ heading, level }, index) => (
          <li key={index} class={`h-outline-${Math.min(level, 4)}`}>
            {heading}
          </li>
        ))}
      </ol>
    </details>
  );
}

function Notes({ publication: { notes, language, direction } }: Pick<PublicationProps, 'publication'>) {
  const t = useT();
  if (notes.length === 0) return null;
  return (
    <details class="h-folded">
      <summary>{t('publication.notes', { count: notes.length })}</summary>
      <dl class="h-notes" lang={language}>
        {notes.map(({ marker, text, url, sameAs }, index) => (
          <div key={index}>
            <dt>{marker}</dt>
            <dd>
              <span dir={direction}>{text}</span>
              {url && isWebAddress(url) && (
                <a class="h-cell-line" href={url} rel="noopener noreferrer external" dir="auto">
                  {text.includes(url) ? t('publication.openSource') : url}
                </a>
              )}
              {sameAs && <span class="h-cell-soft">{t('publication.sameAs', { marker: sameAs })}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
