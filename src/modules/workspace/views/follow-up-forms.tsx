import type { ComponentChildren } from 'preact';
import { addDays, addMonths } from '../../../shared/calendar-date.js';
import {
  Button,
  DateField,
  Form,
  FormActions,
  Hidden,
  RadioGroup,
  SelectField,
  TextArea,
  dayText,
  paths,
  useCtx,
  useT,
} from '../../../web/components/index.js';
import { type ItemForms, sent } from './item-forms.js';

/** What we do next: by whom, by when. */
export function FollowUpForm({
  itemRef,
  forms,
  step,
  assigneeId,
  dueOn,
  otherwise,
}: {
  itemRef: string;
  forms: ItemForms;
  /** Pre-filled, for "ask the owner". */
  step?: string;
  /** Oneself where not given. */
  assigneeId?: number | null;
  /** When the item is due: one of the days offered, if it is still to come. */
  dueOn: string | null;
  /** Beside the button: the way on without it. */
  otherwise?: ComponentChildren;
}) {
  const t = useT();
  const { user, today } = useCtx();
  return (
    <Form
      id="follow-up"
      action={paths.followUps(itemRef)}
      idempotencyKey={`${forms.idempotencyKey}-follow-up`}
      {...sent(forms, 'plan-follow-up')}
    >
      <TextArea name="step" label={t('item.followUp.step')} rows={2} required value={step} />
      <SelectField
        name="assigneeId"
        label={t('item.followUp.by')}
        options={forms.people}
        empty={t('form.choose')}
        value={String(assigneeId ?? user?.id ?? '')}
        required
      />
      <RadioGroup
        name="when"
        label={t('item.followUp.on')}
        value={addDays(today, 14)}
        options={nextDays(today, dueOn).map(({ key, day }) => ({
          value: day,
          label: t(`item.followUp.when.${key}`, { day: dayText(day, t) }),
        }))}
      />
      <DateField name="dueOn" label={t('item.followUp.when.day')} min={today} required={false} />
      <FormActions>
        <Button look="primary" small>
          {t('item.followUp.plan')}
        </Button>
        {otherwise}
      </FormActions>
    </Form>
  );
}

/** Days that one often chooses for a next step. */
function nextDays(today: string, dueOn: string | null) {
  const days = [
    { key: 'twoWeeks', day: addDays(today, 14) },
    { key: 'month', day: addMonths(today, 1) },
  ] as { key: 'twoWeeks' | 'month' | 'due'; day: string }[];
  const isOffered = dueOn !== null && dueOn >= today && days.every(({ day }) => day !== dueOn);
  return isOffered ? [...days, { key: 'due' as const, day: dueOn }] : days;
}

/** Postponed, handed to somebody else, or given up. */
export function FollowUpChangeForms({
  id,
  version,
  assigneeId,
  forms,
}: {
  id: number;
  version: number;
  assigneeId: number;
  forms: ItemForms;
}) {
  const t = useT();
  const { today } = useCtx();
  const others = forms.people.filter(({ value }) => value !== String(assigneeId));
  return (
    <>
      <Form id={`postpone-${id}`} action={paths.followUpPostponements(id)} {...sent(forms, `postpone-${id}`)}>
        <Hidden name="version" value={version} />
        <DateField name="dueOn" label={t('item.followUp.newDay')} min={today} required />
        <TextArea name="reason" label={t('item.followUp.reason')} rows={2} required />
        <FormActions>
          <Button small>{t('item.followUp.postpone')}</Button>
        </FormActions>
      </Form>
      <Form id={`reassign-${id}`} action={paths.followUpAssignee(id)} {...sent(forms, `reassign-${id}`)}>
        <Hidden name="version" value={version} />
        <SelectField
          name="assigneeId"
          label={t('item.followUp.by')}
          options={others}
          empty={t('form.choose')}
          required
        />
        <FormActions>
          <Button small>{t('item.followUp.reassign')}</Button>
        </FormActions>
      </Form>
      <Form id={`cancel-${id}`} action={paths.followUpCancellation(id)} {...sent(forms, `cancel-${id}`)}>
        <Hidden name="version" value={version} />
        <TextArea name="reason" label={t('item.followUp.whyCancel')} rows={2} required />
        <FormActions>
          <Button small>{t('item.followUp.cancel')}</Button>
        </FormActions>
      </Form>
    </>
  );
}

export function FollowUpDoneForm({ id, version, forms }: { id: number; version: number; forms: ItemForms }) {
  const t = useT();
  const { today } = useCtx();
  return (
    <Form id={`done-${id}`} action={paths.followUpDone(id)} {...sent(forms, `done-${id}`)}>
      <Hidden name="version" value={version} />
      <DateField name="doneOn" label={t('item.followUp.doneOn')} value={today} max={today} />
      <TextArea name="note" label={t('item.followUp.note')} rows={2} required={false} />
      <FormActions>
        <Button look="primary" small>
          {t('item.followUp.done')}
        </Button>
      </FormActions>
    </Form>
  );
}
