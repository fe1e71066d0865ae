import type { FormErrors, FormValues } from '../../../web/forms.js';
import {
  Button,
  DateField,
  EmptyState,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Ref,
  TextArea,
  paths,
  useCtx,
  useT,
} from '../../../web/components/index.js';
import type { ItemChoice } from '../evidence-form.query.js';

/** One search on several items, and nothing found. */
export function CheckFormPage({
  items,
  values,
  errors,
  idempotencyKey,
}: {
  items: ItemChoice[];
  values: FormValues;
  errors: FormErrors;
  idempotencyKey: string;
}) {
  const t = useT();
  const { today } = useCtx();
  const refs = items.map(({ ref }) => ref);
  return (
    <>
      <PageHeader title={t('checks.new.title')} subtitle={t('checks.new.subtitle')} />
      {items.length === 0 ? (
        <EmptyState
          title={t('checks.items')}
          actions={<LinkButton href={paths.items}>{t('nav.items')}</LinkButton>}
        >
          {t('checks.none')}
        </EmptyState>
      ) : (
        <Form action={paths.newCheck} {...{ values, errors, idempotencyKey }}>
          <h2 class="h-label">{t('checks.items')}</h2>
          <ul id="items">
            {items.map((item) => (
              <li key={item.ref}>
                <input type="hidden" name="items[]" value={item.ref} />
                <Ref link>{item.ref}</Ref> <span dir="auto">{item.title}</span>
              </li>
            ))}
          </ul>
          <DateField name="searchedOn" label={t('checks.searchedOn')} value={today} max={today} required />
          <TextArea
            name="places"
            label={t('checks.places')}
            hint={t('checks.placesHint')}
            rows={4}
            value={items.find(({ places }) => places)?.places ?? ''}
            required
          />
          <TextArea name="note" label={t('checks.note')} rows={2} required={false} />
          <FormActions>
            <Button look="primary">{t('checks.submit')}</Button>
            <LinkButton href={paths.recordEvidence(...refs)}>{t('evidence.submit')}</LinkButton>
          </FormActions>
        </Form>
      )}
    </>
  );
}
