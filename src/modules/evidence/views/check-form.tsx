import type { FormErrors, FormValues } from '../../../web/forms.js';
import { asset } from '../../../web/assets.js';
import {
  Button,
  DateField,
  EmptyState,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  ProgressBadge,
  Ref,
  TextArea,
  paths,
  useCtx,
  useT,
} from '../../../web/components/index.js';
import type { ItemChoice } from '../evidence-form.query.js';
import type { WatchPlaceView } from '../watch-places.query.js';
import { PlaceName } from './watch-list.js';

interface CheckFormProps {
  items: ItemChoice[];
  /** Of all the items. */
  watch: WatchPlaceView[];
  values: FormValues;
  errors: FormErrors;
  idempotencyKey: string;
}

/** One search on several items: nothing found, or on to the form for evidence. */
export function CheckFormPage({ items, watch, values, errors, idempotencyKey }: CheckFormProps) {
  const t = useT();
  const { today } = useCtx();
  const lastPlaces = items.find(({ places }) => places)?.places ?? '';
  return (
    <>
      <link rel="stylesheet" href={asset('styles/evidence.css')} />
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
          <ul id="items" class="h-chosen">
            {items.map((item) => (
              <li key={item.ref}>
                <input type="hidden" name="items[]" value={item.ref} />
                <Ref link>{item.ref}</Ref> <span dir="auto">{item.title}</span>{' '}
                <ProgressBadge progress={item.progress} claim={item.claim} />
              </li>
            ))}
          </ul>
          <DateField name="searchedOn" label={t('checks.searchedOn')} value={today} max={today} required />
          {watch.length > 0 && <Watched watch={watch} values={values} several={items.length > 1} />}
          <TextArea
            name="places"
            label={t(watch.length > 0 ? 'checks.otherPlaces' : 'checks.places')}
            hint={t(watch.length > 0 ? 'checks.placesHint.more' : 'checks.placesHint')}
            rows={watch.length > 0 ? 2 : 4}
            value={watch.length > 0 ? '' : lastPlaces}
            required={watch.length > 0 ? false : true}
          />
          <TextArea name="note" label={t('checks.note')} rows={2} required={false} />
          <FormActions>
            <Button look="primary">{t('checks.submit')}</Button>
            <Button name="found" value="true">
              {t('checks.found')}
            </Button>
            <span class="h-hint">{t('checks.foundHint')}</span>
          </FormActions>
        </Form>
      )}
    </>
  );
}

/** The places of the watch lists, ticked from the start; each opens beside the form. */
function Watched({
  watch,
  values,
  several,
}: {
  watch: WatchPlaceView[];
  values: FormValues;
  several: boolean;
}) {
  const t = useT();
  const wasSent = values.searchedOn !== undefined;
  const sent = [values.watched ?? []].flat();
  return (
    <fieldset class="h-field h-choices">
      <legend class="h-label">{t('checks.watched')}</legend>
      <div class="h-hint">{t('checks.watchedHint')}</div>
      {watch.map((place) => (
        <div class="form-check" key={place.id}>
          <input
            class="form-check-input"
            type="checkbox"
            id={`watched-${place.id}`}
            name="watched[]"
            value={place.name}
            checked={!wasSent || sent.includes(place.name)}
            aria-labelledby={`watched-name-${place.id}`}
          />
          <span class="form-check-label" id={`watched-name-${place.id}`}>
            <PlaceName place={place} />
            {several && (
              <span class="h-soft h-small">
                {' '}
                <bdi dir="ltr">{place.refs.join(', ')}</bdi>
              </span>
            )}
          </span>
        </div>
      ))}
    </fieldset>
  );
}
