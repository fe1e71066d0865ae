import type { FormErrors, FormValues } from '../../../web/forms.js';
import {
  Button,
  Checkbox,
  FieldRow,
  Hidden,
  type Option,
  ProgressBadge,
  RadioGroup,
  Ref,
  SelectField,
  TextArea,
  TextField,
  dayText,
  fieldId,
  paths,
  useT,
  wordKey,
  wordsOf,
} from '../../../web/components/index.js';
import { SHOWS, isPending, movesFor } from '../../tracking/index.js';
import type { ItemChoice, ItemOption } from '../evidence-form.query.js';
import { rowsOf } from '../evidence-form-values.js';

/** What the update shows on one item, and where it moves it. */
export function EffectFields({
  item,
  index,
  values,
  errors,
  corrects,
  alone,
}: {
  item: ItemChoice | undefined;
  index: number;
  values: FormValues;
  errors: FormErrors;
  corrects: { resting: string[] } | null;
  /** On the page of the item itself: it need not be named, nor can it be taken away. */
  alone?: boolean;
}) {
  const t = useT();
  const path = `effects[${index}]`;
  const sent = rowsOf(values, 'effects')[index] ?? {};
  const ref = item?.ref ?? (typeof sent.item === 'string' ? sent.item.slice(0, 100) : '');
  const askNewer = `${path}.overridesNewer` in errors || sent.overridesNewer === 'true';
  return (
    <fieldset class="h-repeat" id={fieldId('', `${path}.item`)} tabIndex={-1}>
      <legend>
        {alone ? t('evidence.onThisItem') : <Ref>{ref}</Ref>}{' '}
        {item && !alone && <span dir="auto">{item.title}</span>}
      </legend>
      <div class="h-repeat-fields">
        <Hidden name={`${path}.item`} value={ref} />
        {errors[`${path}.item`] && (
          <p class="h-field-error" dir="auto">
            {errors[`${path}.item`]}
          </p>
        )}
        {item && (
          <>
            <Hidden name={`${path}.version`} value={item.version} />
            <p>
              <ProgressBadge progress={item.progress} claim={item.claim} />
            </p>
            <RadioGroup
              name={`${path}.shows`}
              label={t('evidence.shows')}
              hint={t('evidence.showsHint')}
              required
              inline
              options={SHOWS.map((value) => ({ value, label: t(wordKey('shows', value)) }))}
            />
            <TextArea name={`${path}.quote`} label={t('evidence.quote')} rows={2} serif required={false} />
            <FieldRow>
              <TextField
                name={`${path}.quotePlace`}
                label={t('evidence.quotePlace')}
                required={false}
                maxlength={1000}
              />
              <ProgressField {...{ path, item, corrects }} />
            </FieldRow>
            {askNewer && <Checkbox name={`${path}.overridesNewer`} label={t('evidence.overridesNewer')} />}
            <MovesInWords {...{ item, corrects }} />
          </>
        )}
      </div>
      {!alone && (
        <button
          type="submit"
          class="btn btn-sm h-btn-quiet h-repeat-remove"
          name="remove"
          value={path}
          formNoValidate
          aria-label={t('evidence.items.remove', { ref })}
        >
          {t('action.remove')}
        </button>
      )}
    </fieldset>
  );
}

interface Moving {
  item: ItemChoice;
  corrects: { resting: string[] } | null;
}

const movesOf = (item: ItemChoice) =>
  SHOWS.map((shows) => ({ shows, to: movesFor(item, shows) })).filter(({ to }) => to.length > 0);

/** Only what is allowed is offered, under what the evidence would have to show. */
function ProgressField({ path, item, corrects }: Moving & { path: string }) {
  const t = useT();
  const word = (progress: ItemChoice['progress']) => t(wordKey('progress', progress));
  const options: Option[] = corrects
    ? wordsOf('progress').map((value) => ({ value, label: word(value) }))
    : movesOf(item).flatMap(({ shows, to }) =>
        to.map((value) => ({
          value,
          label: word(value),
          group: t('evidence.progress.if', { shows: t(wordKey('shows', shows)) }),
        })),
      );
  return (
    <SelectField
      name={`${path}.progressTo`}
      label={t('evidence.progressTo')}
      options={options}
      empty={t('evidence.progress.leave', { progress: word(item.progress) })}
    />
  );
}

/** The same in sentences, with what else decides it. */
function MovesInWords({ item, corrects }: Moving) {
  const t = useT();
  if (corrects)
    return (
      <p class="h-hint">
        {t(corrects.resting.includes(item.ref) ? 'evidence.progress.mustSay' : 'evidence.progress.any')}
      </p>
    );
  return (
    <>
      {isPending(item.claim) && <p class="h-hint">{t('evidence.progress.pending')}</p>}
      {item.publishedOn && (
        <p class="h-hint">{t('evidence.baselineHint', { day: dayText(item.publishedOn, t) })}</p>
      )}
      <details class="h-fold">
        <summary>{t('evidence.progress.which')}</summary>
        <ul class="h-hint">
          {movesOf(item).map(({ shows, to }) => (
            <li key={shows}>
              {t('evidence.progress.onShows', {
                shows: t(wordKey('shows', shows)),
                allowed: to.map((progress) => t(wordKey('progress', progress))).join(', '),
              })}
            </li>
          ))}
          <li>{t('evidence.progress.reading')}</li>
        </ul>
      </details>
    </>
  );
}

/** Finds and adds an item; without scripts each button shows the form again with everything kept. */
export function ItemPicker({
  values,
  options,
  chosen,
  focus,
}: {
  values: FormValues;
  options: ItemOption[];
  chosen: number;
  focus?: boolean;
}) {
  const t = useT();
  const searched = typeof values.itemSearch === 'string' && values.itemSearch.trim() !== '';
  return (
    <div
      class="h-item-picker"
      id="effects"
      tabIndex={-1}
      data-focus={focus ? '' : undefined}
      data-item-picker={paths.itemOptions}
    >
      {chosen === 0 && <p class="h-soft">{t('evidence.items.none')}</p>}
      <div class="h-with-button">
        <TextField name="itemSearch" type="search" label={t('evidence.items.find')} />
        <Button name="add" value="search" formnovalidate>
          {t('evidence.items.findButton')}
        </Button>
      </div>
      {options.length === 0 ? (
        searched && <p class="h-soft">{t('evidence.items.noMatch')}</p>
      ) : (
        <div class="h-with-button">
          <SelectField
            name="addItem"
            label={t('evidence.items.choose')}
            empty={t('form.choose')}
            options={options.map((option) => ({
              value: option.ref,
              label: t('evidence.items.option', {
                ref: option.ref,
                title: option.title,
                progress: t(wordKey('progress', option.progress)),
              }),
              group: option.publication,
            }))}
          />
          <Button icon="plus" name="add" value="effects" formnovalidate>
            {t('evidence.items.add')}
          </Button>
        </div>
      )}
    </div>
  );
}
