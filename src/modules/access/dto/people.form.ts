import { IsEmail } from 'class-validator';
import { ROLES, type Role } from '../../../shared/permissions.js';
import { Flag, OneOf, OptionalWholeNumber, RequiredText, WholeNumber } from '../../../web/fields.js';

export class NewPersonForm {
  @RequiredText(200)
  name: string;

  @IsEmail({}, { message: 'error.email' })
  @RequiredText(254)
  email: string;

  @OneOf(ROLES)
  role: Role;

  /** The team whose confidential items they may see; null: none. */
  @OptionalWholeNumber()
  teamId: number | null;
}

/** The whole of a person, as the API's PUT takes it. */
export class PersonBody extends NewPersonForm {
  /** False: may not sign in. */
  @Flag()
  active: boolean;
}

/** The page's form: the same with the version that the page showed. */
export class PersonForm extends PersonBody {
  @WholeNumber()
  version: number;
}

export class TeamBody {
  @RequiredText(200)
  name: string;
}

export class TeamForm extends TeamBody {
  @WholeNumber()
  version: number;
}
