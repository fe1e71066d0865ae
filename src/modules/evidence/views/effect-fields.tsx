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
}: {
  item: ItemChoice | undefined;
  index: number;
  values: FormValues;
  errors: FormErrors;
  corrects: { resting: string[] } | null;
}) {
  const t = useT();
  const path = `effects[${index}]`;
  const sent = rowsOf(values, 'effects')[index] ?? {};
  const ref = item?.ref ?? String(sent.item ?? '').slice(0, 100);
  const askNewer = `${path}.overridesNewer` in errors || sent.overridesNewer === 'true';
  return (
    <fieldset class="h-repeat" id={fieldId('', `${path}.item`)} tabIndex={-1}>
      <legend>
        <Ref>{ref}</Ref>
      </legend>
      <Hidden name={`${path}.item`} value={ref} />
      {errors[`${path}.item`] && (
        <p class="h-field-error" dir="auto">
          {errors[`${path}.item`]}
        </p>
      )}
      {item && (
        <>
          <Hidden name={`${path}.version`} value={item.version} />
          <p class="h-effect-item">
            <span dir="auto">{item.title}</span>
            <ProgressBadge progress={item.progress} claim={item.claim} />
          </p>
          <RadioGroup
            name={`${path}.shows`}
            label={t('evidence.shows')}
            required
            options={SHOWS.map((value) => ({
              value,
              label: t(wordKey('shows', value)),
              hint: t(`evidence.shows.${value}`),
            }))}
          />
          <TextArea name={`${path}.quote`} label={t('evidence.quote')} rows={2} serif required={false} />
          <TextField
            name={`${path}.quotePlace`}
            label={t('evidence.quotePlace')}
            hint={t('evidence.quotePlaceHint')}
            width="medium"
            required={false}
          />
          <ProgressField {...{ path, item, corrects }} />
          {askNewer && <Checkbox name={`${path}.overridesNewer`} label={t('evidence.overridesNewer')} />}
        </>
      )}
      <Button
        look="quiet"
        small
        name="remove"
        value={path}
        formnovalidate
        label={t('evidence.items.remove', { ref })}
      >
        {t('action.remove')}
      </Button>
    </fieldset>
  );
}

/** Only what is allowed is offered, under what it would have to show; said in words as well. */
function ProgressField({
  path,
  item,
  corrects,
}: {
  path: string;
  item: ItemChoice;
  corrects: { resting: string[] } | null;
}) {
  const t = useT();
  const word = (progress: ItemChoice['progress']) => t(wordKey('progress', progress));
  const moves = SHOWS.map((shows) => ({ shows, to: movesFor(item, shows) })).filter(
    ({ to }) => to.length > 0,
  );
  const options: Option[] = corrects
    ? wordsOf('progress').map((value) => ({ value, label: word(value) }))
    : moves.flatMap(({ shows, to }) =>
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
      width="medium"
      options={options}
      empty={t('evidence.progress.leave', { progress: word(item.progress) })}
      hint={
        <>
          {corrects ? (
            <p>
              {corrects.resting.includes(item.ref)
                ? t('evidence.progress.mustSay')
                : t('evidence.progress.any')}
            </p>
          ) : (
            <ul>
              {isPending(item.claim) && <li>{t('evidence.progress.pending')}</li>}
              {moves.map(({ shows, to }) => (
                <li key={shows}>
                  {t('evidence.progress.onShows', {
                    shows: t(wordKey('shows', shows)),
                    allowed: to.map(word).join(', '),
                  })}
                </li>
              ))}
              {item.publishedOn && (
                <li>{t('evidence.baselineHint', { day: dayText(item.publishedOn, t) })}</li>
              )}
            </ul>
          )}
        </>
      }
    />
  );
}

/** Finds and adds an item; without scripts each button shows the form again with everything kept. */
export function ItemPicker({
  values,
  options,
  chosen,
}: {
  values: FormValues;
  options: ItemOption[];
  chosen: number;
}) {
  const t = useT();
  const searched = typeof values.itemSearch === 'string' && values.itemSearch.trim() !== '';
  return (
    <div class="h-item-picker" id="effects" tabIndex={-1}>
      {chosen === 0 && <p class="h-soft">{t('evidence.items.none')}</p>}
      <FieldRow>
        <TextField name="itemSearch" type="search" label={t('evidence.items.find')} required={false} />
        <div class="h-beside">
          <Button small name="add" value="search" formnovalidate>
            {t('evidence.items.findButton')}
          </Button>
        </div>
      </FieldRow>
      {options.length === 0 ? (
        searched && <p class="h-soft">{t('evidence.items.noMatch')}</p>
      ) : (
        <FieldRow>
          <SelectField
            name="addItem"
            label={t('evidence.items.choose')}
            required={false}
            empty={t('form.choose')}
            options={options.map((option) => ({
              value: option.ref,
              label: `${option.ref} ${option.title}`,
              group: option.publication,
            }))}
          />
          <div class="h-beside">
            <Button small icon="plus" name="add" value="effects" formnovalidate>
              {t('evidence.items.add')}
            </Button>
          </div>
        </FieldRow>
      )}
    </div>
  );
}
