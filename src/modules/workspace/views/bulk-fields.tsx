import {
  DateField,
  FieldRow,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
  useCtx,
  useT,
  wordKey,
  wordsOf,
} from '../../../web/components/index.js';
import type { BulkWish, ItemRow } from '../../tracking/index.js';

export interface Staff {
  id: number;
  name: string;
}

/** The fields of one thing that is done with several items. */
export function BulkFields({
  kind,
  items,
  staff,
}: {
  kind: BulkWish['kind'];
  items: ItemRow[];
  staff: Staff[];
}) {
  const t = useT();
  const { user, today } = useCtx();
  const people = staff.map(({ id, name }) => ({ value: String(id), label: name }));
  switch (kind) {
    case 'owner':
      return (
        <SelectField
          name="ownerId"
          label={t('item.owner')}
          empty={t('item.owner.nobody')}
          value={String(user?.id ?? '')}
          options={people}
          width="medium"
        />
      );
    case 'followUp':
      return (
        <>
          <TextField name="what" label={t('item.followUp.step')} maxlength={1_000} required />
          <FieldRow>
            <SelectField
              name="assigneeId"
              label={t('item.followUp.by')}
              empty={t('many.followUp.eachOwner')}
              options={people}
            />
            <DateField name="dueOn" label={t('item.followUp.on')} min={today} required />
          </FieldRow>
        </>
      );
    case 'question':
      return (
        <>
          <TextArea
            name="what"
            label={t('many.question.what')}
            hint={t('many.question.hint')}
            rows={2}
            maxlength={1_000}
            required
          />
          <DateField name="dueOn" label={t('many.question.on')} min={today} required />
        </>
      );
    case 'due':
      return <DueFields items={items} />;
  }
}

function DueFields({ items }: { items: ItemRow[] }) {
  const t = useT();
  const actors = new Map(items.flatMap((item) => item.actors.map(({ id, name }) => [id, name])));
  return (
    <>
      <RadioGroup
        name="by"
        label={t('many.due.by')}
        value="months"
        inline
        options={(['months', 'days', 'day'] as const).map((value) => ({
          value,
          label: t(`many.due.by.${value}`),
        }))}
      />
      <FieldRow>
        <TextField
          name="amount"
          type="number"
          label={t('many.due.amount')}
          hint={t('many.due.amountHint')}
          step={1}
          inputmode="text"
          width="short"
          required={false}
        />
        <DateField name="dueOn" label={t('many.due.day')} required={false} />
        <SelectField
          name="precision"
          label={t('item.due.precision')}
          value="day"
          options={(['day', 'month'] as const).map((value) => ({
            value,
            label: t(`item.due.precision.${value}`),
          }))}
        />
      </FieldRow>
      <RadioGroup
        name="kind"
        label={t('item.due.whoMoved')}
        required
        options={wordsOf('revision').map((value) => ({ value, label: t(wordKey('revision', value)) }))}
      />
      {actors.size > 0 && (
        <SelectField
          name="movedBy"
          label={t('many.due.movedBy')}
          hint={t('many.due.movedByHint')}
          empty={t('many.due.movedByNobody')}
          width="medium"
          options={[...actors].map(([id, name]) => ({ value: String(id), label: name }))}
        />
      )}
      <TextArea name="reason" label={t('item.due.reason')} rows={2} required />
      <TextField name="sourceUrl" type="url" label={t('item.due.source')} required={false} />
    </>
  );
}
