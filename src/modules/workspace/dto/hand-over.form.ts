import {
  ListOf,
  OneOf,
  OptionalText,
  OptionalWholeNumber,
  RequiredText,
  TextList,
  WholeNumber,
} from '../../../web/fields.js';

export class HandedItem {
  @RequiredText(100)
  ref: string;

  @WholeNumber()
  version: number;

  /** Null: nobody. */
  @OptionalWholeNumber()
  ownerId: number | null;
}

export class HandedFollowUp {
  @WholeNumber()
  id: number;

  @WholeNumber()
  version: number;

  @WholeNumber()
  assigneeId: number;
}

/** First whose and to whom (`edit`, `deal`), then row by row (`apply`). */
export class HandOverForm {
  @WholeNumber()
  from: number;

  @OneOf(['edit', 'deal', 'apply'])
  step: 'edit' | 'deal' | 'apply';

  /** Ids of those between whom the rows are dealt. */
  @TextList(100)
  to: string[];

  @ListOf(() => HandedItem, 1_000)
  items: HandedItem[];

  @ListOf(() => HandedFollowUp, 1_000)
  followUps: HandedFollowUp[];

  @OptionalText(200)
  idempotencyKey: string | null;
}
