import type { FormErrors, FormValues } from '../../../web/forms.js';
import { asset } from '../../../web/assets.js';
import { may } from '../../../shared/permissions.js';
import {
  Button,
  ErrorSummary,
  Form,
  FormActions,
  Hidden,
  type Option,
  SelectField,
  TextField,
  isWebAddress,
  paths,
  useCtx,
  useT,
} from '../../../web/components/index.js';
import type { WatchPlaceView } from '../watch-places.query.js';

export interface WatchListProps {
  itemRef: string;
  places: WatchPlaceView[];
  /** Whose list a new place may go on, beside the item's own. */
  scopes: Option[];
  idempotencyKey: string;
  /** Adding or removing was refused. */
  sent?: { form: string; values: FormValues; errors: FormErrors };
}

/** Where to look for news of an item: links to go through, and the form to add to them. */
export function WatchList({ itemRef, places, scopes, idempotencyKey, sent }: WatchListProps) {
  const t = useT();
  const mayRecord = may(useCtx().user, 'record');
  const adding = sent?.form === 'watch';
  return (
    <div id="watch-list" class="h-watch">
      <link rel="stylesheet" href={asset('styles/evidence.css')} />
      {sent?.form.startsWith('unwatch-') && <ErrorSummary errors={withoutFields(sent.errors)} />}
      {places.length === 0 && <p class="h-soft">{t('watch.none')}</p>}
      <ul class="h-responses">
        {places.map((place) => (
          <li key={place.id}>
            <p>
              <PlaceName place={place} />
              {place.from && (
                <span class="h-soft" dir="auto">
                  {' '}
                  {t(`watch.from.${place.of === 'actor' ? 'actor' : 'publication'}`, {
                    name: place.from.name,
                  })}
                </span>
              )}
            </p>
            {mayRecord && (
              <Form id={`unwatch-${place.id}`} action={paths.unwatch(itemRef)} class="h-no-print">
                <Hidden name="placeId" value={place.id} />
                <Button
                  look="quiet"
                  small
                  label={t('watch.removeName', { name: place.name })}
                  confirm={place.from ? t('watch.removeAll', { name: place.from.name }) : undefined}
                >
                  {t('action.remove')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {mayRecord && (
        <details class="h-fold h-no-print" id="watch-fold" open={adding}>
          <summary>{t('watch.add')}</summary>
          <div>
            <Form
              id="watch"
              action={paths.watch(itemRef)}
              idempotencyKey={idempotencyKey}
              {...(adding ? { values: sent.values, errors: sent.errors } : {})}
            >
              <TextField name="url" type="url" label={t('watch.url')} required={false} />
              <TextField name="name" label={t('watch.name')} hint={t('watch.nameHint')} required={false} />
              <SelectField
                name="for"
                label={t('watch.for')}
                value="item"
                options={[{ value: 'item', label: t('watch.for.item') }, ...scopes]}
              />
              <FormActions>
                <Button look="primary" small>
                  {t('watch.addIt')}
                </Button>
              </FormActions>
            </Form>
          </div>
        </details>
      )}
    </div>
  );
}

/** The row that was to go may be gone: there is no field to lead to. */
const withoutFields = (errors: FormErrors): FormErrors => ({ '': Object.values(errors).join(' ') });

export function PlaceName({ place: { name, url } }: { place: Pick<WatchPlaceView, 'name' | 'url'> }) {
  return url && isWebAddress(url) ? (
    <a href={url} target="_blank" rel="noopener noreferrer external" dir="auto">
      {name}
    </a>
  ) : (
    <span dir="auto">{name}</span>
  );
}
