import type { FormErrors, FormValues } from '../../../web/forms.js';
import {
  Button,
  Card,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  useT,
} from '../../../web/components/index.js';
import type { EarlierBrief } from '../briefs.service.js';
import { BriefFields, type BriefFieldValues } from './brief-fields.js';

export function NewBrief({
  scopeQuery,
  publication,
  earlier,
  proposal,
  values,
  errors,
}: {
  /** The scope as it stands in the address. */
  scopeQuery: string;
  publication: { id: number; title: string } | null;
  earlier: EarlierBrief[];
  proposal: BriefFieldValues;
  values: FormValues;
  errors: FormErrors;
}) {
  const t = useT();
  return (
    <>
      <PageHeader
        title={t('brief.new.title')}
        breadcrumbs={[{ label: t('brief.list.title'), href: '/briefs' }]}
        subtitle={
          publication ? (
            <a href={`/publications/${publication.id}`} dir="auto">
              {publication.title}
            </a>
          ) : scopeQuery ? (
            <a href={`/items?${scopeQuery}`}>{t('brief.new.filter')}</a>
          ) : (
            t('brief.new.all')
          )
        }
      />
      <Card>
        <Form
          action={`/briefs/new?${scopeQuery}`}
          values={values}
          errors={errors}
          draft={`brief-new-${scopeQuery}`}
        >
          <BriefFields start={proposal} earlier={earlier} />
          <FormActions>
            <Button look="primary">{t('brief.new.create')}</Button>
            <LinkButton href="/briefs" look="quiet">
              {t('brief.new.cancel')}
            </LinkButton>
          </FormActions>
        </Form>
      </Card>
    </>
  );
}
