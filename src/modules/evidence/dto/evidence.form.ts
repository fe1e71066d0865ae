import { Flag, IsDay, LONG_TEXT, OneOf, OptionalText, TextList } from '../../../web/fields.js';
import { DATE_PRECISIONS, type DatePrecision } from '../../publications/index.js';
import { CorrectEvidenceDto, RecordEvidenceDto } from './evidence.dto.js';

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

/** One search on several items: ticked places of their watch lists, and others in words. */
export class RecordCheckForm {
  @TextList(50)
  items: string[];

  @IsDay()
  searchedOn: string;

  @TextList(100)
  watched: string[];

  @OptionalText(LONG_TEXT)
  places: string | null;

  @OptionalText(LONG_TEXT)
  note: string | null;

  /** Something was found: on to the form for evidence. */
  @Flag()
  found: boolean;

  @OptionalText(200)
  idempotencyKey: string | null;
}
