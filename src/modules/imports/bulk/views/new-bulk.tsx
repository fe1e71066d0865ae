import { asset } from '../../../../web/assets.js';
import {
  Button,
  Card,
  FileField,
  Form,
  FormActions,
  PageHeader,
  RadioGroup,
  TextArea,
  dayText,
  paths,
  useT,
} from '../../../../web/components/index.js';
import type { FormErrors, FormValues } from '../../../../web/forms.js';
import type { OpenBulkDraft } from '../bulk-drafts.service.js';
import { ROWS_KINDS } from '../fields.js';

/** Where a sheet comes in, its templates, and what is still to be finished. */
export function NewBulk({
  values,
  errors,
  drafts,
}: {
  values: FormValues;
  errors: FormErrors;
  drafts: (OpenBulkDraft & { day: string })[];
}) {
  const t = useT();
  return (
    <>
      <link rel="stylesheet" href={asset('styles/imports.css')} />
      <PageHeader
        title={t('bulk.new.title')}
        subtitle={t('bulk.new.lead')}
        breadcrumbs={[{ label: t('imports.new.title'), href: paths.newImport }]}
      />
      <div class="h-columns h-columns-side">
        <Card>
          <Form action={paths.bulkImport} values={values} errors={errors} files class="h-form-wide">
            <RadioGroup
              name="rows"
              label={t('bulk.new.rows')}
              required
              value="items"
              options={ROWS_KINDS.map((kind) => ({
                value: kind,
                label: t(`bulk.rows.${kind}`),
                hint: t(`bulk.rows.${kind}.hint`),
              }))}
            />
            <div class="h-drop">
              <FileField
                name="file"
                label={t('bulk.new.file')}
                hint={t('bulk.new.fileHint')}
                accept=".xlsx,.xlsm,.csv,.tsv,.txt,text/csv,text/tab-separated-values"
              />
            </div>
            <TextArea name="text" label={t('bulk.new.text')} hint={t('bulk.new.textHint')} rows={5} />
            <FormActions>
              <Button look="primary">{t('bulk.new.submit')}</Button>
              <span class="h-soft h-small">{t('bulk.new.after')}</span>
            </FormActions>
          </Form>
        </Card>
        <div class="h-side">
          <Drafts drafts={drafts} />
          <section class="h-section">
            <h2>{t('bulk.templates.title')}</h2>
            <p class="h-soft">{t('bulk.templates.lead')}</p>
            <ul class="h-import-drafts">
              {ROWS_KINDS.map((kind) => (
                <li key={kind}>
                  {t(`bulk.rows.${kind}`)}
                  <span class="h-cell-soft">
                    <TemplateLink kind={kind} format="xlsx" /> · <TemplateLink kind={kind} format="csv" />
                  </span>
                </li>
              ))}
            </ul>
          </section>
          <section class="h-section">
            <h2>{t('bulk.exports.title')}</h2>
            <p class="h-soft">{t('bulk.exports.lead')}</p>
            <ul class="h-import-drafts">
              {(['items', 'actors', 'evidence'] as const).map((kind) => (
                <li key={kind}>
                  {t(`bulk.rows.${kind}`)}
                  <span class="h-cell-soft">
                    {(['xlsx', 'csv'] as const).map((format, index) => (
                      <span key={format}>
                        {index > 0 && ' · '}
                        <a
                          href={`/${kind}.${format}`}
                          data-turbo="false"
                          aria-label={t('bulk.exports.download', {
                            rows: t(`bulk.rows.${kind}`),
                            format: t(`bulk.format.${format}`),
                          })}
                        >
                          {t(`bulk.format.${format}`)}
                        </a>
                      </span>
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </>
  );
}

function TemplateLink({ kind, format }: { kind: (typeof ROWS_KINDS)[number]; format: 'xlsx' | 'csv' }) {
  const t = useT();
  const words = t(`bulk.format.${format}`);
  return (
    <a
      href={`${paths.bulkImport}/template.${format}?rows=${kind}`}
      data-turbo="false"
      aria-label={t('bulk.templates.download', { rows: t(`bulk.rows.${kind}`), format: words })}
    >
      {words}
    </a>
  );
}

function Drafts({ drafts }: { drafts: (OpenBulkDraft & { day: string })[] }) {
  const t = useT();
  if (drafts.length === 0) return null;
  return (
    <section class="h-section">
      <h2>{t('imports.open.title')}</h2>
      <ul class="h-import-drafts">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <a href={`${paths.bulkImport}/${draft.id}`} dir="auto">
              {draft.filename}
            </a>
            <span class="h-cell-soft">
              {t(`bulk.rows.${draft.rowsKind}`)} ·{' '}
              {t('imports.open.items', { count: draft.rowCount, day: dayText(draft.day, t) })}
            </span>
          </li>
        ))}
      </ul>
      <p class="h-hint">{t('imports.open.kept')}</p>
    </section>
  );
}
