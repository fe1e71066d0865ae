import { Button } from '../../../web/components/buttons.js';
import { Form, Hidden, TextField } from '../../../web/components/forms.js';
import { useT } from '../../../web/components/page-context.js';
import { paths } from '../../../web/components/paths.js';
import type { FormErrors, FormValues } from '../../../web/forms.js';

export function SignInView({
  next,
  values,
  errors,
}: {
  next: string;
  values: FormValues;
  errors: FormErrors;
}) {
  const t = useT();
  return (
    <>
      <h1>{t('signIn.title')}</h1>
      <Form action={paths.signIn} values={values} errors={errors} turbo={false}>
        <Hidden name="next" value={next} />
        <TextField
          name="email"
          type="email"
          label={t('signIn.email')}
          autocomplete="username"
          required
          autofocus
        />
        <TextField
          name="password"
          type="password"
          label={t('signIn.password')}
          autocomplete="current-password"
          required
        />
        <Button look="primary">{t('signIn.submit')}</Button>
      </Form>
      <p class="h-hint">{t('signIn.help')}</p>
    </>
  );
}
