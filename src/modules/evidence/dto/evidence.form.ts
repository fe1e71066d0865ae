import { OneOf, OptionalText } from '../../../web/fields.js';
import { CorrectEvidenceDto, RecordCheckDto, RecordEvidenceDto } from './evidence.dto.js';

/** How much is known of the date that stands in the date field. */
export const KNOWN = ['day', 'month', 'year'] as const;
export type Known = (typeof KNOWN)[number];

export class RecordEvidenceForm extends RecordEvidenceDto {
  @OneOf(KNOWN, 'day')
  eventKnown: Known;

  @OptionalText(200)
  idempotencyKey: string | null;
}

export class CorrectEvidenceForm extends CorrectEvidenceDto {
  @OneOf(KNOWN, 'day')
  eventKnown: Known;

  @OptionalText(200)
  idempotencyKey: string | null;
}

export class RecordCheckForm extends RecordCheckDto {
  @OptionalText(200)
  idempotencyKey: string | null;
}

/** `2026-03-17` known to the month is `2026-03`. */
export const cutTo = (day: string, known: Known): string =>
  day.slice(0, { day: 10, month: 7, year: 4 }[known]);
