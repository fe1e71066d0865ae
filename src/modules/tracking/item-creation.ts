import type { EntityManager } from 'typeorm';
import type { Day } from '../../shared/calendar-date.js';
import { type Classification, type Place, Publication } from '../publications/index.js';
import { writeItemVersion } from './item-changes.js';
import {
  type DueBasis,
  Item,
  ItemActor,
  type ItemKind,
  type Term,
  type TimelineKind,
} from './item.entity.js';
import { itemRef } from './reference.js';

export interface NewItem {
  kind: ItemKind;
  /** Order within its kind, from 1. */
  position: number;
  /** In its reference; the position where not given. */
  number?: number;
  title: string;
  at: Place;
  ownerId: number | null;
  /** Stricter than the publication's, or `public` to follow it. */
  classification?: Classification;
  timeline: NewTimeline;
  actors: NewItemActor[];
}

export interface NewTimeline {
  kind: TimelineKind;
  text: string | null;
  term: Term | null;
  minMonths: number | null;
  maxMonths: number | null;
  startsOn: Day | null;
  dueOn: Day | null;
  precision: 'day' | 'month' | null;
  basis: DueBasis | null;
  /** Why, where it was set by us; what it is counted from, where that is not the publication. */
  reason?: string | null;
}

export const NO_TIMELINE: NewTimeline = {
  kind: 'none_in_source',
  text: null,
  term: null,
  minMonths: null,
  maxMonths: null,
  startsOn: null,
  dueOn: null,
  precision: null,
  basis: null,
};

export interface NewItemActor {
  actorId: number;
  verbatim: string;
  qualifier: string | null;
  lead: boolean;
}

/** Takes up an item: row, actors, first version. The kind's own fields and history are the caller's. */
export async function takeUpItem(
  manager: EntityManager,
  publication: Publication,
  wish: NewItem,
  now: Date,
): Promise<Item> {
  const { timeline } = wish;
  const item = await manager.save(
    manager.create(Item, {
      ref: itemRef(publication.refPrefix, wish.kind, wish.number ?? wish.position),
      kind: wish.kind,
      publicationId: publication.id,
      position: wish.position,
      title: wish.title,
      at: wish.at,
      teamId: publication.teamId,
      ownerId: wish.ownerId,
      classification: wish.classification ?? 'public',
      timelineKind: timeline.kind,
      timelineText: timeline.text,
      timelineReason: timeline.reason ?? null,
      term: timeline.term,
      minMonths: timeline.minMonths,
      maxMonths: timeline.maxMonths,
      startsOn: timeline.startsOn,
      firstDueOn: timeline.dueOn,
      dueOn: timeline.dueOn,
      duePrecision: timeline.dueOn ? (timeline.precision ?? 'day') : null,
      dueBasis: timeline.dueOn ? (timeline.basis ?? 'derived') : null,
      createdAt: now,
    }),
  );
  await manager.save(
    wish.actors.map((actor, index) =>
      manager.create(ItemActor, { ...actor, itemId: item.id, position: index + 1 }),
    ),
  );
  await writeItemVersion(manager, item.id, now);
  return item;
}

/** A short name for a list, from the source's own words: the first sentence, cut at a word. */
export function shortTitle(text: string, length = 120): string {
  const sentence = /^.*?[.!?۔؟](?=\s|$)/su.exec(text.trim())?.[0] ?? text.trim();
  if (sentence.length <= length) return sentence.replace(/\.$/, '');
  const cut = sentence.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length / 2))}…`;
}
