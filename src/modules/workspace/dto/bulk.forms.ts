import {
  IsDay,
  IsOptionalDay,
  LONG_TEXT,
  ListOf,
  OneOf,
  OptionalText,
  OptionalWebAddress,
  OptionalWholeNumber,
  RequiredText,
} from '../../../web/fields.js';
import { REVISION_KINDS, type RevisionKind } from '../../tracking/index.js';
import { ReadItem } from './item.forms.js';

/** `edit` shows the form, `preview` what it would do, `leaveOut` the same without the rows that refuse; `apply` does it. */
export const BULK_STEPS = ['edit', 'preview', 'leaveOut', 'apply'] as const;
export type BulkStep = (typeof BULK_STEPS)[number];

/** Several items, each with the version that was read, and the list that they were chosen in. */
export class BulkForm {
  @ListOf(() => ReadItem, 1_000)
  items: ReadItem[];

  @OneOf(BULK_STEPS)
  step: BulkStep;

  @OptionalText(4_000)
  back: string | null;

  @OptionalText(200)
  idempotencyKey: string | null;
}

export class BulkOwnerForm extends BulkForm {
  /** Null: nobody. */
  @OptionalWholeNumber()
  ownerId: number | null;
}

export class BulkFollowUpForm extends BulkForm {
  @RequiredText()
  what: string;

  /** Null: each item's owner. */
  @OptionalWholeNumber()
  assigneeId: number | null;

  @IsDay()
  dueOn: string;
}

export class BulkQuestionForm extends BulkForm {
  @RequiredText()
  what: string;

  @IsDay()
  dueOn: string;
}

export class BulkDueForm extends BulkForm {
  @OneOf(['days', 'months', 'day'])
  by: 'days' | 'months' | 'day';

  /** With `days` and `months`: a whole number, negative for earlier. */
  @OptionalText(5)
  amount: string | null;

  /** With `day`. */
  @IsOptionalDay()
  dueOn: string | null;

  @OneOf(['day', 'month'], 'day')
  precision: 'day' | 'month';

  @OneOf(REVISION_KINDS)
  kind: RevisionKind;

  /** With `slipped`: which actor announced it. */
  @OptionalWholeNumber()
  movedBy: number | null;

  @RequiredText(LONG_TEXT)
  reason: string;

  @OptionalWebAddress()
  sourceUrl: string | null;
}
