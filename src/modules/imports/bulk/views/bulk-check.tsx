import { asset } from '../../../../web/assets.js';
import {
  Button,
  Callout,
  DataTable,
  ErrorSummary,
  Form,
  FormActions,
  Hidden,
  LinkButton,
  PageHeader,
  paths,
  useT,
} from '../../../../web/components/index.js';
import type { FormErrors } from '../../../../web/forms.js';
import type { BulkDraft } from '../bulk-draft.entity.js';
import { whyOf } from '../bulk-files.js';
import { type CellError, type Plan, countsOf } from '../plan.js';
import { BulkColumns } from './bulk-columns.js';
import { BulkRows } from './bulk-rows.js';

/** Of more errors the page shows the first; the file has all. */
const MOST_ERRORS = 100;

/** What a sheet comes to: columns, errors, the first rows, and one button that says what it will do. */
export function BulkCheck({
  draft,
  plan,
  errors = {},
  mapping = draft.mapping,
  isStale,
}: {
  draft: BulkDraft;
  /** Null while columns are missing. */
  plan: Plan | null;
  errors?: FormErrors;
  mapping?: string[];
  isStale?: boolean;
}) {
  const t = useT();
  const whole = { ...errors };
  for (const name of Object.keys(whole)) if (name.startsWith('columns')) delete whole[name];
  return (
    <>
      <link rel="stylesheet" href={asset('styles/imports.css')} />
      <link rel="stylesheet" href={asset('styles/bulk.css')} />
      <PageHeader
        title={t('bulk.check.title')}
        before={
          <span dir="auto">
            {t('bulk.check.before', { rows: t(`bulk.rows.${draft.rowsKind}`), filename: draft.filename })}
          </span>
        }
        breadcrumbs={[{ label: t('bulk.new.title'), href: paths.bulkImport }]}
      />
      {isStale && <Callout kind="warning">{t('bulk.check.stale')}</Callout>}
      <ErrorSummary errors={whole} />
      {plan && <Summary plan={plan} />}
      <BulkColumns
        draft={draft}
        mapping={mapping}
        errors={errors}
        isOpen={!plan || !draft.mapped || isStale === true}
      />
      {plan && (
        <>
          <Errors draft={draft} errors={plan.errors} />
          <BulkRows rowsKind={draft.rowsKind} plan={plan} />
          <Enter draft={draft} plan={plan} />
        </>
      )}
      <Form action={`${paths.bulkImport}/${draft.id}/discard`} id="discard" class="h-form-wide">
        <Button look="quiet" confirm={t('bulk.check.discardAsk')}>
          {t('imports.review.discard')}
        </Button>
      </Form>
    </>
  );
}

function Summary({ plan }: { plan: Plan }) {
  const t = useT();
  const counts = countsOf(plan.rows);
  return (
    <>
      <ul class="h-import-counts" aria-label={t('bulk.check.counts')}>
        {(['new', 'changed', 'unchanged'] as const).map((outcome) => (
          <li key={outcome}>{t(`bulk.count.${outcome}`, { count: counts[outcome] })}</li>
        ))}
        {counts.error > 0 && (
          <li class="h-import-doubts">
            <a href="#errors">{t('bulk.count.error', { count: counts.error })}</a>
          </li>
        )}
      </ul>
      {plan.notices.map(({ code, values }) => (
        <Callout key={code}>{t.dynamic(`bulk.notice.${code}`, values)}</Callout>
      ))}
    </>
  );
}

function Errors({ draft, errors }: { draft: BulkDraft; errors: CellError[] }) {
  const t = useT();
  if (errors.length === 0) return null;
  const file = (which: string) => `${paths.bulkImport}/${draft.id}/errors?which=${which}`;
  const shown = errors.slice(0, MOST_ERRORS);
  return (
    <section class="h-section" id="errors">
      <h2>{t('bulk.errors.title')}</h2>
      <p class="h-prose">{t('bulk.errors.lead')}</p>
      <p class="h-actions">
        <LinkButton href={file('all')} file look="primary">
          {t('bulk.errors.all', { format: t(`bulk.format.${draft.format}`) })}
        </LinkButton>
        <LinkButton href={file('wrong')} file>
          {t('bulk.errors.wrong')}
        </LinkButton>
      </p>
      <DataTable
        caption={t('bulk.errors.title')}
        rows={shown}
        rowKey={(error) => `${error.row} ${error.column} ${error.code}`}
        columns={[
          {
            key: 'row',
            header: t('bulk.errors.rowNumber'),
            width: 'tight',
            primary: true,
            cell: ({ row }) => t('bulk.errors.rowOf', { row }),
          },
          {
            key: 'why',
            header: t('bulk.errors.why'),
            width: 'wide',
            cell: (error) => <span dir="auto">{whyOf(draft.rowsKind, draft.headers, error, t)}</span>,
          },
          {
            key: 'value',
            header: t('bulk.errors.value'),
            cell: ({ value }) => (
              <q class="h-bulk-cell" dir="auto">
                {shorten(value)}
              </q>
            ),
          },
        ]}
      />
      {errors.length > shown.length && (
        <p class="h-hint">{t('bulk.errors.more', { count: errors.length - shown.length })}</p>
      )}
    </section>
  );
}

const shorten = (text: string) => (text.length > 120 ? `${text.slice(0, 120)}…` : text);

function Enter({ draft, plan }: { draft: BulkDraft; plan: Plan }) {
  const t = useT();
  const counts = countsOf(plan.rows);
  if (counts.error > 0)
    return (
      <p>
        {t('bulk.enter.wrong', { count: counts.error })}{' '}
        <a href={paths.bulkImport}>{t('bulk.enter.again')}</a>
      </p>
    );
  if (counts.new + counts.changed === 0) return <Callout>{t('bulk.enter.nothing')}</Callout>;
  return (
    <Form action={`${paths.bulkImport}/${draft.id}/commit`} id="enter" class="h-form-wide">
      <Hidden name="version" value={draft.version} />
      <FormActions>
        <Button look="primary">
          {t(`bulk.enter.${draft.rowsKind}`, { fresh: counts.new, changed: counts.changed })}
        </Button>
        <span class="h-soft h-small">{t('bulk.enter.whole')}</span>
      </FormActions>
    </Form>
  );
}
