import { RequiredText } from '../../../web/fields.js';
import { PasswordField } from './password.field.js';

export class ChangePasswordForm {
  @PasswordField()
  current: string;

  @PasswordField()
  password: string;
}

export class NewTokenForm {
  @RequiredText(100)
  name: string;
}
