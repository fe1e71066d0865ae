import type { EntityManager } from 'typeorm';
import type { Day } from '../../shared/calendar-date.js';
import { Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { type Item, changeItem } from '../tracking/index.js';
import { CheckRecord } from './evidence.entity.js';
import type { NewEvidence } from './new-evidence.js';

// The application's role may write only these columns.
const COLUMNS = ['itemId', 'searchedOn', 'places', 'result', 'updateId', 'note', 'recordedBy', 'recordedAt'];

export interface Search {
  searchedOn: Day;
  places: string;
  /** The update that came of it; null: nothing was found. */
  updateId: number | null;
  note: string | null;
}

/** Keeps a search on one item. */
export async function insertCheck(
  manager: EntityManager,
  user: CurrentUser,
  item: Item,
  search: Search,
  now: Date,
): Promise<void> {
  await manager
    .createQueryBuilder()
    .insert()
    .into(CheckRecord, COLUMNS)
    .values({
      itemId: item.id,
      searchedOn: search.searchedOn,
      places: search.places.trim(),
      result: search.updateId === null ? 'nothing_found' : 'found',
      updateId: search.updateId,
      note: search.note,
      recordedBy: user.id,
      recordedAt: now,
    })
    .execute();
}

/** The same, and says so on the item, unless it was looked at later. */
export async function keepCheck(
  manager: EntityManager,
  user: CurrentUser,
  item: Item,
  search: Search,
  now: Date,
): Promise<void> {
  await insertCheck(manager, user, item, search, now);
  const later = !item.lastCheckedOn || item.lastCheckedOn < search.searchedOn;
  await changeItem(manager, item, later ? { lastCheckedOn: search.searchedOn } : {}, now);
}

/** The search that found what is recorded, where it is to be kept; the evidence itself says so on the items. */
export async function keepSearch(
  manager: EntityManager,
  user: CurrentUser,
  { searchedOn, searchedPlaces }: NewEvidence,
  { items, updateId, today, now }: { items: Item[]; updateId: number; today: Day; now: Date },
): Promise<void> {
  if (!searchedPlaces) return;
  const day = searchedOn ?? today;
  if (day > today) throw new Refused('day.future', { today }, 'searchedOn');
  for (const item of items)
    await insertCheck(
      manager,
      user,
      item,
      { searchedOn: day, places: searchedPlaces, updateId, note: null },
      now,
    );
}
