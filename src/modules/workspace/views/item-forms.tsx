import type { ComponentChildren } from 'preact';
import type { FormErrors, FormValues } from '../../../web/forms.js';
import {
  Button,
  DateField,
  Form,
  FormActions,
  Hidden,
  type Option,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
  type Response,
  paths,
  useCtx,
  useT,
  wordKey,
  wordsOf,
} from '../../../web/components/index.js';

/** Which of the item page's forms came back with errors, and with what. */
export interface ItemForms {
  /** Names of the forms: `owner`, `due`, `timeline`, `follow-up`, `check`, `response-7`, `reading-12`, `done-3`. */
  returned?: { form: string; values: FormValues; errors: FormErrors };
  /** Staff who may own an item or do a follow-up. */
  people: Option[];
  /** Against double clicks, for forms that add rows. */
  idempotencyKey: string;
  /** The item's version as shown. */
  version: number;
  /** The watch list: where one searches, pre-filled. */
  places: string;
}

/** A form folded under the words of its button; open when it came back or is the target of the address. */
export function Fold({
  id,
  label,
  forms,
  children,
  primary,
}: {
  id: string;
  label: string;
  forms: ItemForms;
  children: ComponentChildren;
  /** It is what the person is asked to do: open from the start. */
  primary?: boolean;
}) {
  return (
    <details class="h-fold h-no-print" id={`${id}-fold`} open={primary || forms.returned?.form === id}>
      <summary>{label}</summary>
      <div id={id}>{children}</div>
    </details>
  );
}

export const sent = (forms: ItemForms, id: string) =>
  forms.returned?.form === id ? { values: forms.returned.values, errors: forms.returned.errors } : {};

export function OwnerForm({
  itemRef,
  ownerId,
  forms,
}: {
  itemRef: string;
  ownerId: number | null;
  forms: ItemForms;
}) {
  const t = useT();
  return (
    <Form id="owner" action={paths.owner(itemRef)} {...sent(forms, 'assign-owner')}>
      <Hidden name="version" value={forms.version} />
      <SelectField
        name="ownerId"
        label={t('item.owner')}
        options={forms.people}
        empty={t('item.owner.nobody')}
        value={ownerId === null ? '' : String(ownerId)}
      />
      <FormActions>
        <Button look="primary" small>
          {t('item.owner.assign')}
        </Button>
      </FormActions>
    </Form>
  );
}

function PrecisionField() {
  const t = useT();
  return (
    <RadioGroup
      name="precision"
      label={t('item.due.precision')}
      inline
      value="day"
      options={[
        { value: 'day', label: t('item.due.precision.day') },
        { value: 'month', label: t('item.due.precision.month') },
      ]}
    />
  );
}

export function DueForm({ itemRef, forms }: { itemRef: string; forms: ItemForms }) {
  const t = useT();
  return (
    <Form id="due" action={paths.dueRevisions(itemRef)} {...sent(forms, 'revise-due')}>
      <Hidden name="version" value={forms.version} />
      <DateField name="dueOn" label={t('item.due.new')} required />
      <PrecisionField />
      <RadioGroup
        name="kind"
        label={t('item.due.whoMoved')}
        required
        options={wordsOf('revision').map((value) => ({ value, label: t(wordKey('revision', value)) }))}
      />
      <TextArea name="reason" label={t('item.due.reason')} rows={2} required />
      <TextField name="sourceUrl" type="url" label={t('item.due.source')} required={false} />
      <FormActions>
        <Button look="primary" small>
          {t('item.due.revise')}
        </Button>
      </FormActions>
    </Form>
  );
}

export function TimelineForm({ itemRef, forms }: { itemRef: string; forms: ItemForms }) {
  const t = useT();
  const kinds = wordsOf('timeline').filter((kind) => kind !== 'from_source');
  return (
    <Form id="timeline" action={paths.timeline(itemRef)} {...sent(forms, 'set-timeline')}>
      <Hidden name="version" value={forms.version} />
      <RadioGroup
        name="kind"
        label={t('item.timeline.kind')}
        required
        options={kinds.map((value) => ({ value, label: t(wordKey('timeline', value)) }))}
      />
      <DateField name="dueOn" label={t('item.timeline.due')} />
      <PrecisionField />
      <TextArea name="reason" label={t('item.timeline.reason')} rows={2} />
      <FormActions>
        <Button look="primary" small>
          {t('item.timeline.set')}
        </Button>
      </FormActions>
    </Form>
  );
}

export function CheckForm({ itemRef, forms }: { itemRef: string; forms: ItemForms }) {
  const t = useT();
  const { today } = useCtx();
  return (
    <Form
      id="check"
      action={paths.checks(itemRef)}
      idempotencyKey={forms.idempotencyKey}
      {...sent(forms, 'record-check')}
    >
      <p class="h-hint">{t('item.check.intro')}</p>
      <DateField name="searchedOn" label={t('item.check.on')} value={today} max={today} required />
      <TextArea
        name="places"
        label={t('item.check.places')}
        hint={t('item.check.placesHint')}
        rows={3}
        value={forms.places}
        required
      />
      <TextArea name="note" label={t('item.check.note')} rows={2} required={false} />
      <FormActions>
        <Button look="primary" small>
          {t('item.check.record')}
        </Button>
      </FormActions>
    </Form>
  );
}

export function ResponseForm({
  itemRef,
  actorId,
  response,
  forms,
}: {
  itemRef: string;
  actorId: number;
  response: Response;
  forms: ItemForms;
}) {
  const t = useT();
  const { today } = useCtx();
  const id = `response-${actorId}`;
  return (
    <Form id={id} action={paths.responses(itemRef, actorId)} {...sent(forms, id)}>
      <Hidden name="version" value={forms.version} />
      <SelectField
        name="response"
        label={t('item.response.response')}
        options={wordsOf('response').map((value) => ({ value, label: t(wordKey('response', value)) }))}
        value={response}
        required
      />
      <DateField name="respondedOn" label={t('item.response.on')} max={today} required />
      <TextArea name="reply" label={t('item.response.reply')} rows={3} serif required={false} />
      <TextField name="sourceUrl" type="url" label={t('item.response.source')} required={false} />
      <FormActions>
        <Button look="primary" small>
          {t('item.response.record')}
        </Button>
      </FormActions>
    </Form>
  );
}

export function ReadingForm({ effectId, forms }: { effectId: number; forms: ItemForms }) {
  const t = useT();
  const id = `reading-${effectId}`;
  return (
    <Form id={id} action={paths.readings(effectId)} {...sent(forms, id)}>
      <RadioGroup
        name="verdict"
        label={t('item.reading.verdict')}
        required
        inline
        options={wordsOf('verdict').map((value) => ({ value, label: t(wordKey('verdict', value)) }))}
      />
      <TextArea name="reason" label={t('item.reading.reason')} hint={t('item.reading.reasonHint')} rows={2} />
      <FormActions>
        <Button look="primary" small>
          {t('item.reading.submit')}
        </Button>
      </FormActions>
    </Form>
  );
}
