import { IsOptionalDay, OneOf, OptionalText, RequiredText, WholeNumber } from '../../../web/fields.js';
import { NoteContributionDto, ReadClaimDto, RecordCheckDto } from '../../evidence/index.js';
import {
  AssignOwnerDto,
  CancelFollowUpDto,
  FinishFollowUpDto,
  PostponeFollowUpDto,
  ReassignFollowUpDto,
  RecordResponseDto,
  ReviseDueDto,
  SetTimelineDto,
} from '../../tracking/index.js';

// The forms of the item's page: what the API takes, with the version that it takes as If-Match.

export class OwnerForm extends AssignOwnerDto {
  @WholeNumber()
  version: number;
}

export class ReadItem {
  @RequiredText(100)
  ref: string;

  @WholeNumber()
  version: number;
}

export class TimelineForm extends SetTimelineDto {
  @WholeNumber()
  version: number;
}

export class DueForm extends ReviseDueDto {
  @WholeNumber()
  version: number;
}

export class ResponseForm extends RecordResponseDto {
  @WholeNumber()
  version: number;
}

/** A day chosen from a few, or typed: what was typed holds. */
export class FollowUpForm {
  @RequiredText()
  step: string;

  @WholeNumber()
  assigneeId: number;

  @IsOptionalDay()
  when: string | null;

  @IsOptionalDay()
  dueOn: string | null;

  @OptionalText(200)
  idempotencyKey: string | null;
}

export class FollowUpAssigneeForm extends ReassignFollowUpDto {
  @WholeNumber()
  version: number;
}

export class FollowUpPostponementForm extends PostponeFollowUpDto {
  @WholeNumber()
  version: number;
}

export class FollowUpCancellationForm extends CancelFollowUpDto {
  @WholeNumber()
  version: number;
}

export class FollowUpDoneForm extends FinishFollowUpDto {
  @WholeNumber()
  version: number;
}

export class CheckForm extends RecordCheckDto {
  @OptionalText(200)
  idempotencyKey: string | null;
}

export class ReadingForm extends ReadClaimDto {
  /** Where the verdict was given, and where one goes on. */
  @OneOf(['item', 'queue'], 'item')
  from: 'item' | 'queue';
}

export class ContributionForm extends NoteContributionDto {
  @OptionalText(200)
  idempotencyKey: string | null;
}
