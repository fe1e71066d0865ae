import { Button, Form, Hidden, SelectField, TextField, useT } from '../../../web/components/index.js';
import type { FormErrors, FormValues } from '../../../web/forms.js';
import { TIME_ZONES } from '../../settings/index.js';
import { SHORTEST } from '../password-rules.js';

/** The first administrator, and what the organisation is called. */
export function SetupView({
  token,
  values,
  errors,
}: {
  token: string;
  values: FormValues;
  errors: FormErrors;
}) {
  const t = useT();
  return (
    <>
      <h1>{t('setup.title')}</h1>
      <p>{t('setup.intro')}</p>
      <Form action="/setup" values={values} errors={errors} turbo={false}>
        <Hidden name="token" value={token} />
        <TextField
          name="organisation"
          label={t('setup.organisation')}
          required
          autofocus
          autocomplete="organization"
        />
        <SelectField
          name="timeZone"
          label={t('settings.timeZone')}
          hint={t('settings.timeZone.hint')}
          value="UTC"
          options={TIME_ZONES.map((zone) => ({ value: zone, label: zone }))}
          required
        />
        <TextField name="name" label={t('setup.name')} required autocomplete="name" />
        <TextField name="email" type="email" label={t('signIn.email')} required autocomplete="username" />
        <NewPassword />
        <Button look="primary">{t('setup.submit')}</Button>
      </Form>
    </>
  );
}

export function SetPasswordView(person: { token: string; name: string; email: string; errors: FormErrors }) {
  const t = useT();
  return (
    <>
      <h1>{t('setPassword.title')}</h1>
      <p dir="auto">{t('setPassword.intro', { name: person.name, email: person.email })}</p>
      <Form action="/set-password" errors={person.errors} turbo={false}>
        <Hidden name="token" value={person.token} />
        <NewPassword />
        <Button look="primary">{t('setPassword.submit')}</Button>
      </Form>
    </>
  );
}

export function NewPassword() {
  const t = useT();
  return (
    <TextField
      name="password"
      type="password"
      label={t('setPassword.password')}
      hint={t('setPassword.hint', { characters: SHORTEST })}
      autocomplete="new-password"
      required
    />
  );
}
