import { asset } from '../../../web/assets.js';
import type { FormErrors, FormValues } from '../../../web/forms.js';
import {
  Button,
  Callout,
  DateField,
  FieldGroup,
  Form,
  FormActions,
  Hidden,
  LinkButton,
  PageHeader,
  RadioGroup,
  SelectField,
  TextArea,
  dayText,
  paths,
  useCtx,
  useT,
} from '../../../web/components/index.js';
import type { ItemChoice, ItemOption } from '../evidence-form.query.js';
import { DATE_PRECISIONS } from '../../publications/index.js';
import type { InboxEntryView } from '../inbox.query.js';
import { EffectFields, ItemPicker } from './effect-fields.js';
import { SourceFields } from './source-fields.js';

export interface EvidenceFormProps {
  values: FormValues;
  errors: FormErrors;
  idempotencyKey: string;
  /** The chosen items, in the order of the form; undefined where the person may not see one. */
  items: (ItemChoice | undefined)[];
  /** Further items to choose from. */
  options: ItemOption[];
  /** The update that this one puts right. */
  corrects: { id: number; recordedOn: string; resting: string[] } | null;
  /** What somebody else changed meanwhile, beside what was entered. */
  stale?: { ref: string; yours: string; theirs: string }[];
  /** The form came back with a row more or less. */
  rearranged?: boolean;
  /** The entry of the inbox that it is filled from. */
  entry?: InboxEntryView | null;
}

/** Records one event against several items at once, or puts an update right with a new one. */
export function EvidenceForm(props: EvidenceFormProps) {
  const t = useT();
  const { values, errors, items, corrects } = props;
  const first = items.find((item) => item !== undefined)?.ref;
  const back = corrects ? paths.oneEvidence(corrects.id) : first ? paths.item(first) : paths.items;
  return (
    <>
      <link rel="stylesheet" href={asset('styles/evidence.css')} />
      <PageHeader
        title={corrects ? t('evidence.correct.title') : t('evidence.new.title')}
        subtitle={
          corrects
            ? t('evidence.correct.subtitle', { day: dayText(corrects.recordedOn, t) })
            : t('evidence.new.subtitle')
        }
      />
      {values.inboxId !== undefined && <FromInbox entry={props.entry ?? null} />}
      {props.stale && <Stale rows={props.stale} back={back} />}
      {!corrects && (
        <div
          hidden
          data-unfinished={paths.recordEvidence()}
          data-words={t('evidence.unfinished')}
          data-discard={t('shell.draftDiscard')}
        />
      )}
      <Form
        action={corrects ? paths.corrections(corrects.id) : paths.evidence}
        {...{ values, errors }}
        idempotencyKey={props.idempotencyKey}
        draft={
          corrects ? `correct-${corrects.id}` : ['evidence', ...items.map((item) => item?.ref)].join('-')
        }
      >
        {/* Enter in a field presses a form's first button: let it be none that adds or takes away. */}
        <button type="submit" class="visually-hidden" tabIndex={-1} aria-hidden="true" />
        {props.entry && <Hidden name="inboxId" value={props.entry.id} />}
        {corrects && (
          <TextArea
            name="reason"
            label={t('evidence.correct.reason')}
            hint={t('evidence.correct.reasonHint')}
            rows={2}
            required
          />
        )}
        <Event />
        <SourceFields values={values} />
        {typeof values.searchedPlaces === 'string' && values.searchedPlaces !== '' && <Search />}
        <FieldGroup legend={t('evidence.items')} hint={t('evidence.itemsHint')}>
          {items.map((item, index) => (
            <EffectFields key={index} {...{ item, index, values, errors, corrects }} />
          ))}
          <ItemPicker
            values={values}
            options={props.options}
            chosen={items.length}
            focus={props.rearranged}
          />
        </FieldGroup>
        <FormActions>
          <Button look="primary">{corrects ? t('evidence.correct.submit') : t('evidence.submit')}</Button>
          <LinkButton href={back} look="quiet">
            {t('action.cancel')}
          </LinkButton>
          <span class="h-hint">{t('evidence.submitHint')}</span>
        </FormActions>
      </Form>
    </>
  );
}

function FromInbox({ entry }: { entry: InboxEntryView | null }) {
  const t = useT();
  if (!entry) return <Callout kind="warning">{t('inbox.fromGone')}</Callout>;
  return (
    <Callout>
      <a href={paths.inboxEntry(entry.id)} dir="auto">
        {t('inbox.from', { day: dayText(entry.createdOn, t), person: entry.createdBy.name })}
      </a>
      {entry.note && <p dir="auto">{entry.note}</p>}
    </Callout>
  );
}

/** The search that found it, kept as a check of each item. */
function Search() {
  const t = useT();
  const { today } = useCtx();
  return (
    <FieldGroup legend={t('evidence.search')} hint={t('evidence.searchHint')}>
      <DateField name="searchedOn" label={t('checks.searchedOn')} value={today} max={today} />
      <TextArea name="searchedPlaces" label={t('checks.places')} rows={3} required={false} />
    </FieldGroup>
  );
}

const CLASSES = ['public', 'internal', 'confidential'] as const;

/** What happened and when. */
export function Event() {
  const t = useT();
  const { today } = useCtx();
  return (
    <FieldGroup legend={t('evidence.event')}>
      <DateField
        name="eventOn"
        label={t('evidence.eventOn')}
        hint={t('evidence.eventOnHint')}
        max={today}
        required
      />
      <RadioGroup
        name="eventKnown"
        label={t('evidence.eventKnown')}
        value="day"
        inline
        options={DATE_PRECISIONS.map((value) => ({ value, label: t(`evidence.known.${value}`) }))}
      />
      <TextArea name="text" label={t('evidence.text')} hint={t('evidence.textHint')} rows={4} required />
      <SelectField
        name="classification"
        label={t('evidence.classification')}
        width="medium"
        value="public"
        options={CLASSES.map((value) => ({ value, label: t(`evidence.classification.${value}`) }))}
      />
    </FieldGroup>
  );
}

/** Both versions side by side, for a person to choose. */
export function Stale({ rows, back }: { rows: NonNullable<EvidenceFormProps['stale']>; back: string }) {
  const t = useT();
  return (
    <Callout kind="warning">
      <h2>{t('evidence.stale.title')}</h2>
      <p>{t('evidence.stale.text')}</p>
      {rows.length > 0 && (
        <table class="h-table h-table-plain">
          <thead>
            <tr>
              <th scope="col">{t('evidence.stale.item')}</th>
              <th scope="col">{t('evidence.stale.yours')}</th>
              <th scope="col">{t('evidence.stale.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.ref}>
                <th scope="row" dir="auto">
                  {row.ref}
                </th>
                <td dir="auto">{row.yours}</td>
                <td dir="auto">{row.theirs}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>
        <a href={back}>{t('evidence.stale.keepTheirs')}</a>
      </p>
    </Callout>
  );
}
