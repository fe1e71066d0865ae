import { OneOf, OptionalWholeNumber, RequiredText, WholeNumber } from '../../../web/fields.js';
import { ACTOR_KINDS, type ActorKind } from '../actor.entity.js';

/** A body as it is entered or changed. */
export class ActorDto {
  @RequiredText(300)
  name: string;

  @OneOf(ACTOR_KINDS, 'other')
  kind: ActorKind;

  /** The body that it belongs to. */
  @OptionalWholeNumber()
  parentId: number | null;

  /** The body that took over from it. */
  @OptionalWholeNumber()
  successorId: number | null;
}

/** The same from a page, with the version that the person saw. */
export class ActorForm extends ActorDto {
  @WholeNumber()
  version: number;
}

export class AliasDto {
  /** Another name, as some publication writes it. */
  @RequiredText(300)
  alias: string;
}
