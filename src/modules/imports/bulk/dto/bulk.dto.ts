import { OptionalOneOf, OptionalWholeNumber, TextList } from '../../../../web/fields.js';
import { ROWS_KINDS, type RowsKind } from '../fields.js';

/** By column of the file, in its order: a field's key, `extra`, `note`, or '' to leave it out. */
export class MappingDto {
  @TextList(200)
  columns: string[];
}

export class MappingForm extends MappingDto {
  @OptionalWholeNumber()
  version: number | null;
}

export class CommitForm {
  @OptionalWholeNumber()
  version: number | null;
}

/** Which template. */
export class TemplateQuery {
  @OptionalOneOf(ROWS_KINDS)
  rows: RowsKind | null;
}

/** Which rows the file of errors holds. */
export class ErrorsQuery {
  @OptionalOneOf(['wrong', 'all'])
  which: 'wrong' | 'all' | null;
}
