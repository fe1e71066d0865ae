import { Text } from '../../../web/text.js';

export class SignInForm {
  @Text({ max: 254 })
  email: string;

  @Text({ max: 1_000, trim: false })
  password: string;

  /** Where to go afterwards; anything but a path of ours is ignored. */
  @Text({ max: 2_000, optional: true })
  next: string;
}
