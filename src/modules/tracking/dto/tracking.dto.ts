import {
  IsDay,
  IsOptionalDay,
  LONG_TEXT,
  OneOf,
  OptionalText,
  OptionalWebAddress,
  OptionalWholeNumber,
  RequiredText,
  WholeNumber,
} from '../../../web/fields.js';
import {
  RESPONSES,
  REVISION_KINDS,
  type Response,
  type RevisionKind,
  TIMELINE_KINDS,
} from '../item.entity.js';
import type { SetTimeline } from '../timelines.service.js';

/** Timelines that we may give; the one from the source comes with the import. */
export const SETTABLE_TIMELINES = TIMELINE_KINDS.filter(
  (kind): kind is SetTimeline['kind'] => kind !== 'from_source',
);

export class AssignOwnerDto {
  /** Null: nobody. */
  @OptionalWholeNumber()
  ownerId: number | null;
}

export class SetTimelineDto {
  @OneOf(SETTABLE_TIMELINES)
  kind: SetTimeline['kind'];

  /** With `set_by_us`. */
  @IsOptionalDay()
  dueOn: string | null;

  /** `month`: the last day of that month is meant. */
  @OneOf(['day', 'month'], 'day')
  precision: 'day' | 'month';

  /** With `set_by_us`. */
  @OptionalText(LONG_TEXT)
  reason: string | null;
}

export class ReviseDueDto {
  /** Who moved it: the actor (`slipped`), us, or a reading that was corrected. */
  @OneOf(REVISION_KINDS)
  kind: RevisionKind;

  @IsDay()
  dueOn: string;

  /** `month`: the last day of that month is meant. */
  @OneOf(['day', 'month'], 'day')
  precision: 'day' | 'month';

  @RequiredText(LONG_TEXT)
  reason: string;

  /** Where the actor announced it. */
  @OptionalWebAddress()
  sourceUrl: string | null;

  /** With `slipped`, on an item of several actors: which of them announced it. */
  @OptionalWholeNumber()
  movedBy: number | null;
}

export class RecordResponseDto {
  @OneOf(RESPONSES)
  response: Response;

  @IsDay()
  respondedOn: string;

  /** The actor's own words. */
  @OptionalText(LONG_TEXT)
  reply: string | null;

  @OptionalWebAddress()
  sourceUrl: string | null;
}

export class PlanFollowUpDto {
  @RequiredText()
  step: string;

  @WholeNumber()
  assigneeId: number;

  @IsDay()
  dueOn: string;
}

export class FinishFollowUpDto {
  /** Today where not given. */
  @IsOptionalDay()
  doneOn: string | null;

  @OptionalText(LONG_TEXT)
  note: string | null;
}
