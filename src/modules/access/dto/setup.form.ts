import { IsEmail } from 'class-validator';
import { OneOf, RequiredText } from '../../../web/fields.js';
import { TIME_ZONES } from '../../settings/index.js';
import { PasswordField } from './password.field.js';

export class SetupForm {
  @RequiredText(100)
  token: string;

  @RequiredText(200)
  organisation: string;

  @OneOf(TIME_ZONES)
  timeZone: string;

  @RequiredText(200)
  name: string;

  @IsEmail({}, { message: 'error.email' })
  @RequiredText(254)
  email: string;

  @PasswordField()
  password: string;
}

export class SetPasswordForm {
  @RequiredText(100)
  token: string;

  @PasswordField()
  password: string;
}
