import {
  DateField,
  FieldRow,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
  dayText,
  useT,
} from '../../../web/components/index.js';
import type { EarlierBrief } from '../briefs.service.js';
import { AUDIENCES } from '../progress-brief.entity.js';

export interface BriefFieldValues {
  title: string;
  sinceId?: number | null;
  periodFrom: string;
  periodTo: string;
  audience?: string;
  recipient?: string | null;
  commentary?: string;
}

/** What the editor decides, for a new brief and for one in the making. */
export function BriefFields({ start, earlier }: { start: BriefFieldValues; earlier: EarlierBrief[] }) {
  const t = useT();
  return (
    <>
      <TextField name="title" label={t('brief.field.title')} value={start.title} required maxlength={1000} />
      {earlier.length > 0 && (
        <SelectField
          name="sinceId"
          label={t('brief.field.since')}
          hint={t('brief.field.since.hint')}
          value={start.sinceId ? String(start.sinceId) : ''}
          empty={t('brief.since.period')}
          options={earlier.map(({ id, number, approvedOn }) => ({
            value: String(id),
            label: t('brief.since.brief', { number, day: dayText(approvedOn, t) }),
          }))}
        />
      )}
      <FieldRow>
        <DateField name="periodFrom" label={t('brief.field.periodFrom')} value={start.periodFrom} required />
        <DateField name="periodTo" label={t('brief.field.periodTo')} value={start.periodTo} required />
      </FieldRow>
      <RadioGroup
        name="audience"
        label={t('brief.field.audience')}
        value={start.audience ?? 'internal'}
        options={AUDIENCES.map((value) => ({
          value,
          label: t(`brief.audience.${value}`),
          hint: t(`brief.audience.${value}.hint`),
        }))}
      />
      <TextField
        name="recipient"
        label={t('brief.field.recipient')}
        hint={t('brief.field.recipient.hint')}
        value={start.recipient ?? ''}
        required={false}
        maxlength={1000}
      />
      <TextArea
        name="commentary"
        label={t('brief.field.commentary')}
        hint={t('brief.field.markdown')}
        value={start.commentary ?? ''}
        required={false}
        rows={6}
      />
    </>
  );
}
