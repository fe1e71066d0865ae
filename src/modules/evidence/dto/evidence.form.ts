import { OneOf, OptionalText } from '../../../web/fields.js';
import { DATE_PRECISIONS, type DatePrecision } from '../../publications/index.js';
import { CorrectEvidenceDto, RecordCheckDto, RecordEvidenceDto } from './evidence.dto.js';

export class RecordEvidenceForm extends RecordEvidenceDto {
  /** How much is known of the date that stands in the date field. */
  @OneOf(DATE_PRECISIONS, 'day')
  eventKnown: DatePrecision;

  @OptionalText(200)
  idempotencyKey: string | null;
}

export class CorrectEvidenceForm extends CorrectEvidenceDto {
  /** How much is known of the date that stands in the date field. */
  @OneOf(DATE_PRECISIONS, 'day')
  eventKnown: DatePrecision;

  @OptionalText(200)
  idempotencyKey: string | null;
}

export class RecordCheckForm extends RecordCheckDto {
  @OptionalText(200)
  idempotencyKey: string | null;
}
