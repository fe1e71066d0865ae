import type { ItemKind } from './item.entity.js';

/** `PB-11` + action 3 → `PB-11.A3`. */
export function itemRef(refPrefix: string, kind: ItemKind, position: number): string {
  return `${refPrefix}.${kind === 'action' ? 'A' : 'R'}${position}`;
}

/** What a route accepts where an item's reference stands; anything else is not found. */
export const REF_PATTERN = /^[A-Z0-9][A-Za-z0-9-]*\.[AR][0-9]+$/;
