import { asset } from '../../../web/assets.js';
import {
  Button,
  Card,
  FileField,
  Form,
  FormActions,
  PageHeader,
  TextArea,
  dayText,
  paths,
  useT,
} from '../../../web/components/index.js';
import { MAX_FILE_BYTES } from '../../../web/form-body.js';
import type { FormErrors, FormValues } from '../../../web/forms.js';
import type { OpenDraft } from '../import-drafts.service.js';

/** Where a document comes in, and what is still to be finished. */
export function NewImport({
  values,
  errors,
  drafts,
}: {
  values: FormValues;
  errors: FormErrors;
  drafts: (OpenDraft & { day: string })[];
}) {
  const t = useT();
  return (
    <>
      <link rel="stylesheet" href={asset('styles/imports.css')} />
      <PageHeader title={t('imports.new.title')} subtitle={t('imports.new.lead')} />
      <div class="h-columns h-columns-side">
        <Card>
          <Form action={paths.imports} values={values} errors={errors} files class="h-form-wide">
            <div class="h-drop" data-most-bytes={MAX_FILE_BYTES} data-too-large={t('error.import.tooLarge')}>
              <FileField
                name="file"
                label={t('imports.new.file')}
                hint={t('imports.new.fileHint')}
                accept=".docx,.docm,.pdf,.html,.htm,.odt,.xlsx,.txt,.text,.md,.markdown,.csv,.tsv,text/plain,text/markdown,text/csv,text/html,application/pdf"
              />
            </div>
            <TextArea
              name="text"
              label={t('imports.new.text')}
              hint={t('imports.new.textHint')}
              rows={8}
              serif
            />
            <FormActions>
              <Button look="primary">{t('imports.new.submit')}</Button>
              <span class="h-soft h-small">{t('imports.new.after')}</span>
            </FormActions>
          </Form>
        </Card>
        <div class="h-side">
          <Drafts drafts={drafts} />
          <section class="h-section">
            <h2>{t('bulk.new.many')}</h2>
            <p>
              <a href={paths.bulkImport}>{t('bulk.new.link')}</a>
            </p>
          </section>
          <section class="h-section">
            <h2>{t('imports.new.looksFor')}</h2>
            <ul class="h-import-looks">
              <li>{t('imports.new.looksForRecommendations')}</li>
              <li>{t('imports.new.looksForMatrix')}</li>
              <li>{t('imports.new.looksForFacts')}</li>
              <li>{t('imports.new.looksForVersion')}</li>
            </ul>
          </section>
        </div>
      </div>
    </>
  );
}

function Drafts({ drafts }: { drafts: (OpenDraft & { day: string })[] }) {
  const t = useT();
  if (drafts.length === 0) return null;
  return (
    <section class="h-section">
      <h2>{t('imports.open.title')}</h2>
      <ul class="h-import-drafts">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <a href={`${paths.imports}/${draft.id}`} dir="auto">
              {draft.title || draft.filename}
            </a>
            <span class="h-cell-soft">
              {draft.state === 'read'
                ? t('imports.open.items', { count: draft.items, day: dayText(draft.day, t) })
                : t(draft.state === 'reading' ? 'imports.open.reading' : 'imports.open.failed')}
            </span>
          </li>
        ))}
      </ul>
      <p class="h-hint">{t('imports.open.kept')}</p>
    </section>
  );
}
