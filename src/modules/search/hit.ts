import type { Day } from '../../shared/calendar-date.js';
import type { ActorKind } from '../actors/index.js';
import type { SourceKind, Standing } from '../evidence/index.js';
import type { Claim, ItemKind, Progress } from '../tracking/index.js';
import type { Marked } from './highlight.js';
import type { SearchKind } from './query-language.js';

/** An item that a person sees, as the place where something else was found. */
export interface OnItem {
  ref: string;
  title: string;
}

/** What each kind is beside its words. */
export interface Facts {
  item: {
    ref: string;
    kind: ItemKind;
    progress: Progress;
    claim: Claim;
    dueOn: Day | null;
    duePrecision: 'day' | 'month' | null;
    publication: { id: number; refPrefix: string; title: string };
  };
  publication: { id: number; refPrefix: string; publishedOn: string | null; items: number };
  evidence: {
    updateId: number;
    eventOn: Day;
    eventPrecision: 'day' | 'month' | 'year';
    item: OnItem;
    /** The update that put this one right, as far as it is to be seen. */
    correctedBy: number | null;
    isCorrection: boolean;
  };
  source: {
    updateId: number;
    publisher: string | null;
    publishedOn: string | null;
    url: string | null;
    kind: SourceKind;
    standing: Standing;
    item: OnItem;
  };
  actor: { id: number; kind: ActorKind; aliases: string[] };
}

/** One thing that was found: `{ type: 'item', title, excerpt, facts: { ref … } }`. */
export type Hit = {
  [Kind in SearchKind]: { type: Kind; title: Marked; excerpt: Marked | null; facts: Facts[Kind] };
}[SearchKind];

/** What was found of one kind. */
export interface HitGroup {
  type: SearchKind;
  /** Of what the person sees; at most MOST_RANKED. */
  total: number;
  /** There are more: of those the newest were ranked. */
  more: boolean;
  hits: Hit[];
}
