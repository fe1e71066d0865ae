import {
  Flag,
  IsOptionalDay,
  LONG_TEXT,
  OneOf,
  OptionalText,
  OptionalWebAddress,
  RequiredText,
  WholeNumber,
} from '../../../web/fields.js';
import { INBOX_STATES, type InboxState } from '../inbox-entry.entity.js';

export class AddInboxEntryDto {
  /** The address, the passage, or both. */
  @OptionalWebAddress()
  url: string | null;

  @OptionalText(LONG_TEXT)
  quote: string | null;

  @OptionalText()
  title: string | null;

  @OptionalText()
  publisher: string | null;

  @IsOptionalDay()
  publishedOn: string | null;

  @OptionalText(LONG_TEXT)
  note: string | null;

  /** Every colleague who records sees it; otherwise only your team. */
  @Flag()
  shared: boolean;

  /** It is pasted although the address is here already. */
  @Flag()
  again: boolean;
}

export class DismissInboxEntryDto {
  @RequiredText(LONG_TEXT)
  reason: string;
}

export class ListInboxDto {
  @OneOf(INBOX_STATES, 'open')
  state: InboxState;
}

export class AddInboxEntryForm extends AddInboxEntryDto {
  @OptionalText(200)
  idempotencyKey: string | null;
}

export class DismissInboxEntryForm extends DismissInboxEntryDto {
  @WholeNumber()
  version: number;
}

export class RestoreInboxEntryForm {
  @WholeNumber()
  version: number;
}
