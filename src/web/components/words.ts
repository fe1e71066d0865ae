import { words } from '../messages/en/words.js';

type WordKey = keyof typeof words;
type Area = WordKey extends `word.${infer A}.${string}` ? A : never;

/** One word of an enumeration, as in `word.<area>.<value>` of the messages: `Word<'progress'>`. */
export type Word<A extends Area> = WordKey extends infer K
  ? K extends `word.${A}.${infer V}`
    ? V
    : never
  : never;

export type Kind = Word<'kind'>;
export type Progress = Word<'progress'>;
export type Claim = Word<'claim'>;
export type Response = Word<'response'>;
export type Timeliness = Word<'timeliness'>;
export type Term = Word<'term'>;
export type TimelineOrigin = Word<'timeline'>;
export type Basis = Word<'basis'>;
export type RevisionKind = Word<'revision'>;
export type Shows = Word<'shows'>;
export type Verdict = Word<'verdict'>;
export type SourceKind = Word<'sourceKind'>;
export type Standing = Word<'standing'>;
export type Classification = Word<'classification'>;
export type ActorKind = Word<'actorKind'>;

/** The values of an enumeration in the order of the messages, for select boxes: `wordsOf('progress')`. */
export function wordsOf<A extends Area>(area: A): Word<A>[] {
  const prefix = `word.${area}.`;
  return Object.keys(words)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length) as Word<A>);
}

/** The message key of a word: `t(wordKey('progress', item.progress))`. */
export const wordKey = <A extends Area>(area: A, value: Word<A>) => `word.${area}.${value}` as WordKey;
