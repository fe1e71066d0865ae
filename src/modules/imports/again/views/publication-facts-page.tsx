import { asset } from '../../../../web/assets.js';
import {
  Button,
  Callout,
  Card,
  FieldRow,
  Form,
  FormActions,
  Hidden,
  LinkButton,
  PageHeader,
  SelectField,
  TextArea,
  TextField,
  dayText,
  paths,
  useT,
  wordKey,
  wordsOf,
} from '../../../../web/components/index.js';
import type { FormErrors, FormValues } from '../../../../web/forms.js';
import type { Classification } from '../../../publications/index.js';
import type { EditablePublication } from '../correct-publication.service.js';
import { type DueEffect, moves } from '../due-effects.js';
import type { PublicationFactsDto } from '../publication-facts.dto.js';
import { DueTable } from './due-table.js';

export interface PublicationFactsData {
  id: number;
  publication: EditablePublication;
  teams: { id: number; name: string }[];
  values?: FormValues;
  errors: FormErrors;
  /** What the date that was entered does, if it was not shown before. */
  due: (DueEffect & { title: string })[];
  previewed: string;
  isStale: boolean;
}

/** The form for the facts of a publication, with what another date does to the due dates. */
export function PublicationFactsPage({ data }: { data: PublicationFactsData }) {
  const t = useT();
  const { id, publication } = data;
  const href = paths.publication(String(id));
  return (
    <>
      <link rel="stylesheet" href={asset('styles/again.css')} />
      <PageHeader
        breadcrumbs={[
          { label: t('publications.title'), href: paths.publications },
          { label: publication.title, href },
        ]}
        title={t('again.edit.title')}
        subtitle={t('again.edit.lead', { example: `${publication.refPrefix}.A1` })}
      />
      {publication.mayCorrect ? (
        <FactsForm data={data} />
      ) : (
        <>
          <Callout>
            <span dir="auto">{t('again.edit.otherTeam', { team: publication.team })}</span>
          </Callout>
          <LinkButton href={href}>{t('again.toPublication')}</LinkButton>
        </>
      )}
    </>
  );
}

function FactsForm({ data }: { data: PublicationFactsData }) {
  const t = useT();
  const { id, publication, teams, values, errors, due, previewed, isStale } = data;
  const { facts } = publication;
  const shown = values ?? { ...facts, authors: facts.authors.join('\n'), teamId: String(facts.teamId) };
  const moved = due.filter(moves).length;
  return (
    <Form action={`${paths.publication(String(id))}/edit`} values={shown} errors={errors} class="h-form-wide">
      <Hidden name="version" value={publication.version} />
      {due.length > 0 && <Hidden name="previewed" value={previewed} />}
      {isStale && <BothVersions theirs={facts} values={shown} />}
      {due.length > 0 && (
        <section class="h-section" aria-labelledby="due-title">
          <h2 id="due-title" tabIndex={-1} data-focus>
            {t('again.due.title')}
          </h2>
          <p>
            <strong>{t('again.edit.preview')}</strong> {t('again.due.lead')}
          </p>
          <DueTable due={due} />
        </section>
      )}
      <Card>
        <TextArea name="title" label={t('again.fact.title')} rows={2} serif required />
        <FieldRow>
          <TextField name="series" label={t('again.fact.series')} />
          <TextField name="number" label={t('again.fact.number')} width="short" />
          <TextField name="date" label={t('again.fact.date')} hint={t('again.edit.dateHint')} />
        </FieldRow>
        <TextField name="publisher" label={t('again.fact.publisher')} />
        <TextArea
          name="authors"
          label={t('again.fact.authors')}
          hint={t('again.edit.authorsHint')}
          rows={2}
        />
        <FieldRow>
          <TextField
            name="language"
            label={t('again.fact.language')}
            hint={t('again.edit.languageHint')}
            width="short"
          />
          <SelectField
            name="direction"
            label={t('again.fact.direction')}
            options={(['ltr', 'rtl'] as const).map((value) => ({
              value,
              label: t(`imports.publication.direction.${value}`),
            }))}
          />
          <SelectField
            name="teamId"
            label={t('again.fact.teamId')}
            hint={t('again.edit.teamHint')}
            options={teams.map((team) => ({ value: String(team.id), label: team.name }))}
          />
        </FieldRow>
        <SelectField
          name="classification"
          label={t('again.fact.classification')}
          hint={t('again.edit.classificationHint')}
          width="medium"
          options={wordsOf('classification').map((value) => ({
            value,
            label: t(wordKey('classification', value)),
          }))}
        />
        <TextArea name="disclaimer" label={t('again.fact.disclaimer')} rows={3} serif />
        <FormActions>
          <Button look="primary">
            {due.length > 0 ? t('again.edit.apply', { count: moved }) : t('again.edit.save')}
          </Button>
          <LinkButton look="quiet" href={paths.publication(String(id))}>
            {t('action.cancel')}
          </LinkButton>
        </FormActions>
      </Card>
    </Form>
  );
}

/** Where what was entered here and what somebody saved meanwhile differ. */
function BothVersions({ theirs, values }: { theirs: PublicationFactsDto; values: FormValues }) {
  const t = useT();
  const text = (field: string, value: unknown): string => {
    if (field === 'classification') return t(wordKey('classification', value as Classification));
    if (field === 'date' && typeof value === 'string') return dayText(value, t);
    if (Array.isArray(value)) return value.join('\n');
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const differing = Object.keys(theirs).filter(
    (field) =>
      text(field, values[field]).replaceAll('\r\n', '\n').trim() !==
      text(field, theirs[field as keyof PublicationFactsDto]).trim(),
  );
  return (
    <div class="h-callout h-callout-warning" role="alert" tabIndex={-1} data-focus>
      <div>
        <p>
          <strong>{t('again.edit.stale')}</strong> {t('again.edit.staleHint')}
        </p>
        <table class="h-table h-table-plain">
          <thead>
            <tr>
              <th scope="col">{t('again.edit.field')}</th>
              <th scope="col">{t('again.edit.yours')}</th>
              <th scope="col">{t('again.edit.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map((field) => (
              <tr key={field}>
                <th scope="row">{t.dynamic(`again.fact.${field}`)}</th>
                <td dir="auto">{text(field, values[field])}</td>
                <td dir="auto">{text(field, theirs[field as keyof PublicationFactsDto])}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          <a href="">{t('again.edit.keepTheirs')}</a>
        </p>
      </div>
    </div>
  );
}
