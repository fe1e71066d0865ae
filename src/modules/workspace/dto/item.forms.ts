import { ListOf, OptionalText, RequiredText, WholeNumber } from '../../../web/fields.js';
import { RecordCheckDto } from '../../evidence/index.js';
import {
  AssignOwnerDto,
  FinishFollowUpDto,
  PlanFollowUpDto,
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

/** Of several items, each with the version that was read. */
export class OwnersForm extends AssignOwnerDto {
  @ListOf(() => ReadItem, 1_000)
  items: ReadItem[];
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

export class FollowUpForm extends PlanFollowUpDto {
  @OptionalText(200)
  idempotencyKey: string | null;
}

export class FollowUpDoneForm extends FinishFollowUpDto {
  @WholeNumber()
  version: number;
}

export class CheckForm extends RecordCheckDto {
  @OptionalText(200)
  idempotencyKey: string | null;
}
