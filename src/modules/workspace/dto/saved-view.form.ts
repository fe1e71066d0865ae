import { Flag, OneOf, OptionalText, RequiredText, WholeNumber } from '../../../web/fields.js';
import { VIEW_LISTS, type ViewList } from '../saved-view.entity.js';

export class NewViewForm {
  @OneOf(VIEW_LISTS)
  list: ViewList;

  /** The query of the list's address. */
  @OptionalText(4_000)
  query: string | null;

  @RequiredText(80)
  name: string;

  @Flag()
  shared: boolean;

  @Flag()
  pinned: boolean;

  @Flag()
  replace: boolean;
}

export class ViewForm {
  @RequiredText(80)
  name: string;

  @Flag()
  shared: boolean;

  @WholeNumber()
  version: number;
}

export class RemoveViewForm {
  @WholeNumber()
  version: number;
}

export class PinForm {
  @Flag()
  pinned: boolean;
}
