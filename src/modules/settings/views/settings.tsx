import {
  Button,
  Card,
  FieldRow,
  Form,
  Hidden,
  PageHeader,
  SelectField,
  TextField,
  paths,
  useT,
} from '../../../web/components/index.js';
import type { FormErrors, FormValues } from '../../../web/forms.js';
import type { Organisation } from '../organisation.entity.js';
import { TIME_ZONES } from '../time-zones.js';

const CADENCES = ['cadenceShortDays', 'cadenceMediumDays', 'cadenceLongDays'] as const;

export function SettingsView({
  organisation,
  values,
  errors,
}: {
  organisation: Organisation;
  values: FormValues;
  errors: FormErrors;
}) {
  const t = useT();
  const days = (name: 'dueSoonDays' | (typeof CADENCES)[number]) => (
    <TextField
      name={name}
      type="number"
      width="short"
      min={1}
      max={366}
      label={t(`settings.${name}`)}
      value={String(organisation[name])}
      required
    />
  );
  return (
    <>
      <PageHeader title={t('nav.settings')} />
      <Card>
        <Form action={paths.settings} values={values} errors={errors}>
          <Hidden name="version" value={organisation.version} />
          <TextField name="name" label={t('setup.organisation')} value={organisation.name} required />
          <TextField
            name="shortName"
            label={t('settings.shortName')}
            value={organisation.shortName}
            required={false}
          />
          <SelectField
            name="timeZone"
            label={t('settings.timeZone')}
            hint={t('settings.timeZone.hint')}
            value={organisation.timeZone}
            options={TIME_ZONES.map((zone) => ({ value: zone, label: zone }))}
            required
          />
          <TextField
            name="fiscalYearStartMonth"
            type="number"
            width="short"
            min={1}
            max={12}
            label={t('settings.fiscalYearStartMonth')}
            hint={t('settings.fiscalYearStartMonth.hint')}
            value={String(organisation.fiscalYearStartMonth)}
            required
          />
          {days('dueSoonDays')}
          <h2>{t('settings.cadences')}</h2>
          <p class="h-hint">{t('settings.cadences.hint')}</p>
          <FieldRow>{CADENCES.map(days)}</FieldRow>
          <Button look="primary">{t('action.save')}</Button>
        </Form>
      </Card>
    </>
  );
}
