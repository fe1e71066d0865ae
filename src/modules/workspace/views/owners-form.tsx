import type { FormErrors, FormValues } from '../../../web/forms.js';
import {
  Button,
  EmptyState,
  Form,
  FormActions,
  Hidden,
  LinkButton,
  PageHeader,
  Ref,
  SelectField,
  paths,
  useCtx,
  useT,
} from '../../../web/components/index.js';

/** Several items, who follows each now, and who shall. */
export function OwnersFormPage({
  items,
  staff,
  values,
  errors,
}: {
  items: { ref: string; title: string; version: number; owner: string | null }[];
  staff: { id: number; name: string }[];
  values: FormValues;
  errors: FormErrors;
}) {
  const t = useT();
  const { user } = useCtx();
  return (
    <>
      <PageHeader title={t('owners.title')} subtitle={t('owners.subtitle')} />
      {items.length === 0 ? (
        <EmptyState
          title={t('owners.items')}
          actions={<LinkButton href={paths.items}>{t('nav.items')}</LinkButton>}
        >
          {t('owners.none')}
        </EmptyState>
      ) : (
        <Form action={paths.newOwner} {...{ values, errors }}>
          <h2 class="h-label">{t('owners.items')}</h2>
          <ul id="items">
            {items.map(({ ref, title, version, owner }, index) => (
              <li key={ref}>
                <Hidden name={`items[${index}].ref`} value={ref} />
                <Hidden name={`items[${index}].version`} value={version} />
                <Ref link>{ref}</Ref> <span dir="auto">{title}</span>{' '}
                <span class="h-soft">· {owner ?? t('item.owner.none')}</span>
              </li>
            ))}
          </ul>
          <SelectField
            name="ownerId"
            label={t('item.owner')}
            empty={t('item.owner.nobody')}
            value={String(user?.id ?? '')}
            options={staff.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
          <FormActions>
            <Button look="primary">{t('item.owner.assign')}</Button>
            <LinkButton href={paths.items}>{t('owners.cancel')}</LinkButton>
          </FormActions>
        </Form>
      )}
    </>
  );
}
