import {
  OneOf,
  OptionalText,
  OptionalWebAddress,
  OptionalWholeNumber,
  WholeNumber,
} from '../../../web/fields.js';
import { WATCH_SCOPES, type WatchScope } from '../watch-places.query.js';

export class AddWatchPlaceDto {
  /** Left out: the host of the address. */
  @OptionalText(200)
  name: string | null;

  @OptionalWebAddress()
  url: string | null;

  /** `publication` and `actor`: every item of it has the place on its list. */
  @OneOf(WATCH_SCOPES, 'item')
  of: WatchScope;

  /** With `actor`: one of the item's. */
  @OptionalWholeNumber()
  actorId: number | null;
}

export class RemoveWatchPlaceDto {
  @WholeNumber()
  placeId: number;
}

/** The form says in one field whose it is: `item`, `publication` or `actor-7`. */
export class AddWatchPlaceForm {
  @OptionalText(200)
  name: string | null;

  @OptionalWebAddress()
  url: string | null;

  @OptionalText(40)
  for: string | null;

  @OptionalText(200)
  idempotencyKey: string | null;
}

export const scopeFrom = (chosen: string | null): { of: WatchScope; actorId: number | null } => {
  const actorId = /^actor-([1-9]\d{0,8})$/.exec(chosen ?? '')?.[1];
  return actorId
    ? { of: 'actor', actorId: Number(actorId) }
    : { of: chosen === 'publication' ? 'publication' : 'item', actorId: null };
};
