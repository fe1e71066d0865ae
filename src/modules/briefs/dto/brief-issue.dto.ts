import { IsDay, OneOf, OptionalText, RequiredText } from '../../../web/fields.js';

export const VERDICTS = ['approved', 'sent_back'] as const;

/** What the second person decides about a brief that awaits approval. */
export class ApprovalDto {
  @OneOf(VERDICTS)
  verdict: (typeof VERDICTS)[number];

  /** Needed for sending back. */
  @OptionalText()
  reason: string | null;
}

export class DispatchDto {
  @IsDay()
  sentOn: string;

  @RequiredText()
  recipient: string;

  /** By post, by mail, handed over. */
  @OptionalText()
  how: string | null;
}
