import { type ActorKind, nameKey } from '../actors/index.js';

/** A name that an actor goes by: its own, or an alias. */
export interface KnownName {
  id: number;
  /** The actor's own name. */
  name: string;
  kind: ActorKind;
  /** The name, folded (`nameKey`). */
  key: string;
  isAlias: boolean;
}

/** An actor that a name in a document may mean. */
export interface ActorMatch {
  id: number;
  name: string;
  kind: ActorKind;
  how: 'name' | 'alias' | 'abbreviation' | 'likeness';
  /** Likeness of the words, 0–1; 1 where it goes by that very name. */
  share: number;
}

/** Below this two names share words by chance. */
const ALIKE = 0.55;
/** From here on it may well be the same body written otherwise: somebody should look. */
const MAY_BE_SAME = 0.8;
const MOST = 4;
const SMALL_WORDS = new Set('a an and de for in la of on the to und'.split(' '));

interface Indexed extends KnownName {
  bigrams: ReadonlySet<string>;
  initials: string;
}

/** The actors that Heed knows, to be asked what a name in a document may mean. */
export class ActorRegistry {
  private readonly byKey = new Map<string, Indexed>();
  private readonly byInitials = new Map<string, Indexed[]>();
  /** By the beginning of each word, so that a slip further on does not hide a name. */
  private readonly byBeginning = new Map<string, Indexed[]>();
  private readonly found = new Map<string, ActorMatch[]>();

  constructor(names: KnownName[]) {
    for (const known of names) {
      const words = wordsOf(known.key);
      const one = { ...known, bigrams: bigramsOf(words), initials: initialsOf(words) };
      this.byKey.set(known.key, one);
      if (one.initials) push(this.byInitials, one.initials, one);
      for (const beginning of new Set(words.map((word) => word.slice(0, 3))))
        push(this.byBeginning, beginning, one);
    }
  }

  /** The actor that goes by this name, or null. */
  exact(name: string): ActorMatch | null {
    const known = this.byKey.get(nameKey(name));
    return known ? matchOf(known, known.isAlias ? 'alias' : 'name', 1) : null;
  }

  /** Those that it may mean, the likeliest first; only the one where that goes by the name. */
  matchesFor(name: string, abbreviation: string): ActorMatch[] {
    const exact = this.exact(name);
    if (exact) return [exact];
    const id = `${name}\n${abbreviation}`;
    const matches = this.found.get(id) ?? this.look(nameKey(name), nameKey(abbreviation));
    this.found.set(id, matches);
    return matches;
  }

  private look(key: string, abbreviation: string): ActorMatch[] {
    const words = wordsOf(key);
    const best = new Map<number, ActorMatch>();
    const take = (match: ActorMatch) => {
      const other = best.get(match.id);
      if (!other || rank(match) > rank(other)) best.set(match.id, match);
    };
    const short = [this.byKey.get(abbreviation), this.byKey.get(initialsOf(words))].flatMap(
      (one) => one ?? [],
    );
    const long = words.length === 1 ? (this.byInitials.get(key) ?? []) : [];
    for (const known of [...short, ...long]) take(matchOf(known, 'abbreviation', 1));
    const own = bigramsOf(words);
    const near = words.flatMap((word) => this.byBeginning.get(word.slice(0, 3)) ?? []);
    for (const known of new Set(near)) {
      // The same words in another order are no certainty.
      const share = Math.min(dice(own, known.bigrams), 0.99);
      if (share >= ALIKE) take(matchOf(known, 'likeness', share));
    }
    return [...best.values()].toSorted((a, b) => rank(b) - rank(a) || a.id - b.id).slice(0, MOST);
  }
}

/** Whether somebody should say if it is the same one. */
export const mayBeSame = ({ how, share }: ActorMatch): boolean =>
  how === 'abbreviation' || (how === 'likeness' && share >= MAY_BE_SAME);

const matchOf = ({ id, name, kind }: KnownName, how: ActorMatch['how'], share: number): ActorMatch => ({
  id,
  name,
  kind,
  how,
  share: Math.round(share * 100) / 100,
});

/** An abbreviation stands before all likeness but the closest. */
const rank = ({ how, share }: ActorMatch): number => (how === 'abbreviation' ? 0.95 : share);

const wordsOf = (key: string): string[] => key.split(' ').filter((word) => word && !SMALL_WORDS.has(word));

/** '' of a single word, which abbreviates nothing. */
const initialsOf = (words: string[]): string =>
  words.length > 1 ? words.map((word) => word[0]).join('') : '';

/** Pairs of letters of the words in alphabetical order: "Foreign Affairs Ministry" is like "Ministry of Foreign Affairs". */
function bigramsOf(words: string[]): Set<string> {
  const pairs = new Set<string>();
  for (const word of words.toSorted()) {
    const padded = ` ${word} `;
    for (let at = 0; at < padded.length - 1; at++) pairs.add(padded.slice(at, at + 2));
  }
  return pairs;
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const pair of few) if (many.has(pair)) shared++;
  return few.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
