import { OptionalText, RequiredText } from '../../../web/fields.js';
import { PasswordField } from './password.field.js';

export class SignInForm {
  @RequiredText(254)
  email: string;

  @PasswordField()
  password: string;

  /** Where to go afterwards; anything but a path of ours is ignored. */
  @OptionalText(2_000)
  next: string | null;
}
