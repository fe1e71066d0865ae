import {
  Button,
  Callout,
  Form,
  FormActions,
  Hidden,
  LinkButton,
  PageHeader,
  SelectField,
  paths,
  useT,
} from '../../../../web/components/index.js';
import type { FormErrors } from '../../../../web/forms.js';
import type { Choice } from '../recognise.js';

const nameOf = ({ refPrefix, title }: Pick<Choice, 'refPrefix' | 'title'>) => `${refPrefix} · ${title}`;

/** On the review of a document that is brought again: what it will be compared with, and how to say otherwise. */
export function ComparesWith({
  id,
  version,
  publication,
  choices,
}: {
  id: string;
  version: number;
  publication: Choice;
  choices: Choice[];
}) {
  const t = useT();
  return (
    <Callout>
      <strong>{t('again.with.title')}</strong>{' '}
      <span dir="auto">{t('again.with.lead', { publication: publication.refPrefix })}</span>{' '}
      <a href={paths.publication(String(publication.id))} dir="auto">
        {publication.title}
      </a>
      <details class="h-fold">
        <summary>{t('again.with.other')}</summary>
        <Choose id={id} version={version} choices={choices} value={publication.id} />
      </details>
    </Callout>
  );
}

/** Which publication, or none. */
export function Choose({
  id,
  version,
  choices,
  value,
  errors = {},
}: {
  id: string;
  version: number;
  choices: Choice[];
  value: number | null;
  errors?: FormErrors;
}) {
  const t = useT();
  return (
    <Form action={`${paths.imports}/${id}/compares-with`} id="compares-with" errors={errors}>
      <Hidden name="version" value={version} />
      <SelectField
        name="publicationId"
        label={t('again.with.choose')}
        empty={t('again.with.new')}
        value={value === null ? '' : String(value)}
        options={choices.map((choice) => ({ value: String(choice.id), label: nameOf(choice) }))}
      />
      <FormActions>
        <Button>{t('again.with.change')}</Button>
      </FormActions>
    </Form>
  );
}

/** The page of a comparison where there is none. */
export function NotCompared({
  id,
  filename,
  version,
  choices,
  errors,
}: {
  id: string;
  filename: string;
  version: number;
  choices: Choice[];
  errors: FormErrors;
}) {
  const t = useT();
  return (
    <>
      <PageHeader
        before={<span dir="auto">{t('again.before', { filename })}</span>}
        title={t('again.title')}
        breadcrumbs={[{ label: t('nav.imports'), href: paths.newImport }]}
      />
      <p>{t('again.with.none')}</p>
      <p class="h-soft">{t('again.with.noneHint')}</p>
      <Choose id={id} version={version} choices={choices} value={null} errors={errors} />
      <p>
        <LinkButton href={`${paths.imports}/${id}`}>{t('again.review')}</LinkButton>
      </p>
    </>
  );
}
