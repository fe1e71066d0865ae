/**
 * Text without what does not count in a search: the same as the SQL function `heed_fold`, which the index is made with
 * (migrations/1764400000000-CreateSearch.ts). Here it serves only to read a query and to mark what was found; that the
 * two agree is tested on a database.
 */
export function fold(text: string): string {
  return text
    .replaceAll(APOSTROPHES, '')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[ßæœþ]/g, (letter) => ({ ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' })[letter] ?? letter)
    .replaceAll(MARKS, '')
    .replaceAll(ALIKE_PATTERN, (letter) => ALIKE.get(letter) ?? letter)
    .replaceAll(NO_WORD, ' ')
    .trim();
}

export const foldedWords = (text: string): string[] => fold(text).split(' ').filter(Boolean);

export interface Token {
  /** Where it stands in the text, in UTF-16 units. */
  from: number;
  to: number;
  /** Its folded forms: as one word, and without its joiners. */
  words: string[];
}

/** The words of a text as they stand in it. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].flatMap(({ 0: word, index }) => {
    const words = [...new Set([...foldedWords(word), ...foldedWords(word.replaceAll('\u200c', ' '))])];
    return words.length > 0 ? [{ from: index, to: index + word.length, words }] : [];
  });
}

const APOSTROPHES = /['`’‘ʼʻʾʿ]/g;
/** Accents, vowel signs, tashkeel, hamza, tatweel, joiners, direction marks. */
const MARKS = new RegExp(
  String.raw`[\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0621\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+`,
  'g',
);
const NO_WORD = /[^\p{L}\p{Nd}\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f]+/gu;
const TOKEN = /[\p{L}\p{N}\p{M}\u00ad\u0640\u200b-\u200f\u2060'’‘ʼʻʾʿ]+/gu;

const digits = (zero: number): [string, string][] =>
  Array.from({ length: 10 }, (_, n) => [String.fromCodePoint(zero + n), String(n)]);

/** Letters and digits that count as another one. */
const ALIKE = new Map<string, string>([
  ...[...'يىۍې'].map((yeh): [string, string] => [yeh, 'ی']),
  ...[...'كڪ'].map((kaf): [string, string] => [kaf, 'ک']),
  ...[...'هھةەۃ'].map((heh): [string, string] => [heh, 'ہ']),
  ['ٱ', 'ا'],
  ['ں', 'ن'],
  ['ς', 'σ'],
  ['ı', 'i'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ł', 'l'],
  ['ħ', 'h'],
  ['।', ' '],
  ['॥', ' '],
  ...[0x660, 0x6f0, 0x966].flatMap(digits),
]);
const ALIKE_PATTERN = new RegExp(`[${[...ALIKE.keys()].join('')}]`, 'gu');
