import { asset } from '../../../web/assets.js';
import { Callout, Form, Hidden, PageHeader, paths, useT } from '../../../web/components/index.js';
import { ComparesWith } from '../again/views/compares-with.js';
import { DocumentPane } from './document-pane.js';
import { ReadOnlyParts } from './review-read-only.js';
import { PublicationFields } from './review-publication.js';
import { RecommendationRow, isUnsure } from './review-recommendation.js';
import { RowButton } from './review-parts.js';
import { ActionRow } from './review-action.js';
import { Counts, Doubts } from './review-doubts.js';
import { Finish } from './review-finish.js';
import { type ReviewPageData, doubtsOf } from './review-model.js';
import { StaleNotice } from './stale-notice.js';

/** The reading beside its document: every row and cell can be changed, and nothing is tracked before it is said. */
export function ReviewPage({ data }: { data: ReviewPageData }) {
  const t = useT();
  const doubts = doubtsOf(data, t);
  const { review, reading, id, errors } = data;
  const rows = [...review.recommendations.keys()];
  const unsure = rows.filter((index) => isUnsure(reading.recommendations[index]));
  return (
    <>
      <link rel="stylesheet" href={asset('styles/imports.css')} />
      <PageHeader
        before={<span dir="auto">{t('imports.review.before', { filename: data.filename })}</span>}
        title={t('imports.review.title')}
        subtitle={t('imports.review.saved')}
        breadcrumbs={[{ label: t('nav.imports'), href: paths.newImport }]}
      />
      <Counts data={data} doubts={doubts} />
      {data.elsewhere && <StaleNotice id={id} mine={review} theirs={data.elsewhere} />}
      {data.comparesWith ? (
        <ComparesWith id={id} version={data.version} publication={data.comparesWith} choices={data.choices} />
      ) : (
        <Twin data={data} />
      )}
      <nav class="h-import-tabs" aria-label={t('imports.review.parts')}>
        <a data-turbo="false" href="#publication">
          {t('imports.review.rowsTab')}
        </a>
        <a data-turbo="false" href="#document">
          {t('imports.document.title')}
        </a>
      </nav>
      <div class="h-import">
        <Form
          action={`${paths.imports}/${id}`}
          values={{
            ...review,
            publication: { ...review.publication, authors: review.publication.authors.join('\n') },
          }}
          errors={errors}
          class="h-form-wide h-import-form"
          label={t('imports.review.title')}
        >
          <Hidden name="version" value={data.version} />
          {/* Enter in a field saves; it must press neither "discard" nor "remove". */}
          <button type="submit" class="visually-hidden" tabIndex={-1} aria-hidden="true" />
          <Doubts doubts={doubts} />
          <PublicationFields data={data} doubts={doubts} />
          <Rows
            title={t('imports.rows.actions')}
            count={review.actions.length}
            at="actions"
            add={t('imports.rows.addAction')}
            goOn={data.goOnAt === 'actions'}
          >
            {review.actions.map((_, index) => (
              <ActionRow key={index} data={data} index={index} doubts={doubts} />
            ))}
          </Rows>
          <Rows
            title={t('imports.rows.recommendations')}
            count={rows.length - unsure.length}
            at="recommendations"
            add={t('imports.rows.addRecommendation')}
            goOn={data.goOnAt === 'recommendations'}
          >
            {rows
              .filter((index) => !unsure.includes(index))
              .map((index) => (
                <RecommendationRow key={index} data={data} index={index} doubts={doubts} />
              ))}
          </Rows>
          {unsure.length > 0 && (
            <section class="h-section" id="perhaps" aria-labelledby="perhaps-title">
              <h2 id="perhaps-title">
                {t('imports.rows.perhaps')} <span class="h-count">{unsure.length}</span>
              </h2>
              <p class="h-hint">{t('imports.rows.perhapsHint')}</p>
              <ol class="h-import-rows">
                {unsure.map((index) => (
                  <RecommendationRow key={index} data={data} index={index} doubts={doubts} />
                ))}
              </ol>
            </section>
          )}
          <ReadOnlyParts reading={reading} ids={data.document?.ids} />
          <Finish data={data} doubts={doubts.length} />
        </Form>
        <DocumentPane
          lines={data.document?.lines ?? null}
          dir={review.publication.direction === 'rtl' ? 'rtl' : 'ltr'}
        />
      </div>
    </>
  );
}

function Twin({ data: { context } }: { data: ReviewPageData }) {
  const t = useT();
  if (!context.twin) return null;
  const { seen } = context.twin;
  return (
    <Callout kind="warning">
      {seen ? (
        <>
          {t('imports.review.duplicate')}{' '}
          <a href={paths.publication(String(seen.id))} dir="auto">
            {seen.title}
          </a>
          {'. '}
        </>
      ) : (
        <>{t('imports.review.duplicateUnseen')} </>
      )}
      {t('imports.review.duplicateHint')}
    </Callout>
  );
}

function Rows({
  title,
  count,
  at,
  add,
  goOn,
  children,
}: {
  title: string;
  count: number;
  at: string;
  /** What the button says that adds one which the reader missed. */
  add: string;
  goOn: boolean;
  children: preact.ComponentChildren;
}) {
  const t = useT();
  return (
    <section class="h-section" id={at} aria-labelledby={`${at}-title`}>
      <h2 id={`${at}-title`} tabIndex={-1} data-focus={goOn || undefined}>
        {title} <span class="h-count">{count}</span>
      </h2>
      {count > 0 && <ol class="h-import-rows">{children}</ol>}
      <div class="h-import-add">
        <RowButton name="add" value={at}>
          {add}
        </RowButton>
        <span class="h-hint">{t('imports.rows.addHint')}</span>
      </div>
    </section>
  );
}
