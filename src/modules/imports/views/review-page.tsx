import { asset } from '../../../web/assets.js';
import { Button, Callout, Form, Hidden, PageHeader, paths, useT } from '../../../web/components/index.js';
import { ComparesWith } from '../again/views/compares-with.js';
import type { Warning } from '../reader/reading.js';
import { countOf } from '../review.js';
import { DocumentPane } from './document-pane.js';
import { ReadOnlyParts } from './review-read-only.js';
import { PublicationFields } from './review-publication.js';
import { RecommendationRow, isUnsure } from './review-recommendation.js';
import { RowButton } from './review-parts.js';
import { ActionRow } from './review-action.js';
import { type ReviewPageData, anchorOf, describePath, doubtsOf } from './review-model.js';
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

function Counts({ data, doubts }: { data: ReviewPageData; doubts: Warning[] }) {
  const t = useT();
  const { actions, recommendations, notes } = data.reading;
  const unsure = recommendations.filter(isUnsure).length;
  return (
    <ul class="h-import-counts" aria-label={t('imports.review.counts')}>
      <li>
        <a data-turbo="false" href="#actions">
          {t('imports.review.actions', { count: actions.length })}
        </a>
      </li>
      <li>
        <a data-turbo="false" href="#recommendations">
          {t('imports.review.recommendations', { count: recommendations.length - unsure })}
        </a>
      </li>
      {unsure > 0 && (
        <li>
          <a data-turbo="false" href="#perhaps">
            {t('imports.review.perhaps', { count: unsure })}
          </a>
        </li>
      )}
      <li>
        <a data-turbo="false" href="#notes">
          {t('imports.review.notes', { count: notes.length })}
        </a>
      </li>
      <li class={doubts.length > 0 ? 'h-import-doubts' : undefined}>
        <a data-turbo="false" href={`#${doubts[0] ? anchorOf(doubts[0]) : 'publication'}`} data-import-next>
          {t('imports.review.doubts', { count: doubts.length })}
        </a>
      </li>
    </ul>
  );
}

/** How many doubts are listed before the rest is folded away. */
const SHOWN_DOUBTS = 6;

function Doubts({ doubts }: { doubts: Warning[] }) {
  const t = useT();
  if (doubts.length === 0) return null;
  const list = (part: Warning[]) => (
    <ul>
      {part.map((doubt, index) => (
        <li key={index}>
          <a data-turbo="false" href={`#${anchorOf(doubt)}`}>
            {describePath(doubt.at, t)}
          </a>{' '}
          <span dir="auto">{doubt.message}</span>
        </li>
      ))}
    </ul>
  );
  const rest = doubts.slice(SHOWN_DOUBTS);
  return (
    <section class="h-callout h-callout-warning h-doubts" id="doubts" aria-labelledby="doubts-title">
      <div>
        <h2 id="doubts-title">{t('imports.review.doubtsTitle')}</h2>
        {list(doubts.slice(0, SHOWN_DOUBTS))}
        {rest.length > 0 && (
          <details>
            <summary>{t('imports.review.doubtsMore', { count: rest.length })}</summary>
            {list(rest)}
          </details>
        )}
      </div>
    </section>
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

function Finish({ data: { id, review, comparesWith }, doubts }: { data: ReviewPageData; doubts: number }) {
  const t = useT();
  const { items } = countOf(review);
  const words = (count: number) => t('imports.review.commit', { count });
  return (
    <div
      class="h-import-finish"
      role="group"
      aria-label={t('imports.review.finish')}
      data-import-one={words(1)}
      data-import-many={words(2)}
      data-import-none={t('imports.review.commitNone')}
    >
      <Button look="primary" formaction={`${paths.imports}/${id}/commit`} icon="check">
        {comparesWith ? (
          t('again.with.next', { publication: comparesWith.refPrefix })
        ) : (
          <span data-import-words>{items > 0 ? words(items) : t('imports.review.commitNone')}</span>
        )}
      </Button>
      <Button>{t('imports.review.save')}</Button>
      <Button
        look="quiet"
        formaction={`${paths.imports}/${id}/discard`}
        confirm={t('imports.review.discardAsk')}
      >
        {t('imports.review.discard')}
      </Button>
      {doubts > 0 && (
        <span class="h-import-steps" data-scripted data-import-steps>
          <Button type="button" look="quiet" small>
            {t('imports.review.nextDoubt')} <kbd aria-hidden="true">F8</kbd>
          </Button>
        </span>
      )}
      <span
        class="h-import-saved"
        role="status"
        data-autosave={`${paths.imports}/${id}/autosave`}
        data-saving={t('imports.saving')}
        data-unsaved={t('imports.unsaved')}
        data-stale={t('imports.savedElsewhere')}
        data-failed={t('imports.saveFailed')}
        data-leave={t('imports.leave')}
      />
    </div>
  );
}
