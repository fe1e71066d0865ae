import {
  Checkbox,
  DateField,
  FieldRow,
  Hidden,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
  dayText,
  useT,
} from '../../../web/components/index.js';
import type { EarlierBrief } from '../briefs.service.js';
import { SECTIONS, type SectionFacts } from '../facts.js';
import { AUDIENCES } from '../progress-brief.entity.js';

export interface BriefFieldValues {
  title: string;
  sinceId?: number | null;
  periodFrom: string;
  periodTo: string;
  audience?: string;
  recipient?: string | null;
  commentary?: string;
  coverText?: string;
  /** In their order; null: all in the usual one. */
  sections?: SectionFacts[] | null;
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
      <TextArea
        name="coverText"
        label={t('brief.field.coverText')}
        hint={t('brief.field.coverText.hint')}
        value={start.coverText ?? ''}
        required={false}
        rows={3}
      />
      <SectionFields chosen={start.sections ?? null} />
    </>
  );
}

/** Which sections stand between the summary and the sources, in which order, each with a commentary. */
function SectionFields({ chosen }: { chosen: SectionFacts[] | null }) {
  const t = useT();
  const ids = (chosen ?? []).map(({ id }) => id);
  const inOrder = [...ids, ...SECTIONS.filter((id) => !ids.includes(id))];
  return (
    <fieldset class="h-group">
      <legend>{t('brief.sections')}</legend>
      <p class="h-soft">{t('brief.sections.hint')}</p>
      {inOrder.map((id, index) => {
        const name = `sections[${index}]`;
        const commentary = chosen?.find((section) => section.id === id)?.commentary ?? '';
        return (
          <div key={id} class="h-section-choice">
            <Hidden name={`${name}[id]`} value={id} />
            <TextField
              name={`${name}.position`}
              label={t('brief.section.position', { section: t(`brief.section.${id}`) })}
              value={String(index + 1)}
              inputmode="numeric"
              hideLabel
            />
            <Checkbox
              name={`${name}.include`}
              label={t(`brief.section.${id}`)}
              checked={chosen === null || ids.includes(id)}
            />
            <details class="h-fold" open={commentary !== ''}>
              <summary>{t('brief.section.commentary')}</summary>
              <TextArea
                name={`${name}.commentary`}
                label={t('brief.section.commentaryOn', { section: t(`brief.section.${id}`) })}
                hint={t('brief.field.markdown')}
                value={commentary}
                rows={3}
                hideLabel
              />
            </details>
          </div>
        );
      })}
    </fieldset>
  );
}
