import { IsDay, LONG_TEXT, RequiredText, WholeNumber } from '../../../web/fields.js';

export class ReassignFollowUpDto {
  @WholeNumber()
  assigneeId: number;
}

export class PostponeFollowUpDto {
  @IsDay()
  dueOn: string;

  @RequiredText(LONG_TEXT)
  reason: string;
}

export class CancelFollowUpDto {
  @RequiredText(LONG_TEXT)
  reason: string;
}
