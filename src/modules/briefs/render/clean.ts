import type { Direction } from '../facts.js';

/* eslint-disable no-control-regex -- control characters are what this file is about */
// Tab and line feed stay; U+FFFE and U+FFFF are not allowed in XML, on which DOCX and XLSX rest.
const FORBIDDEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;
/**
 * Embeddings, overrides and isolates (UAX #9). One that is left open reorders everything after it on the line, up to
 * other cells of a table; our own markup isolates what has another direction. The marks LRM, RLM and ALM stay.
 */
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;

/** Text that every format can hold: well-formed Unicode, line feeds only, no control characters. */
export function clean(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(FORBIDDEN, '')
    .replace(BIDI_CONTROLS, '');
}

/** Every string of a value of plain JSON, cleaned. */
export function cleanAll<T>(value: T): T {
  if (typeof value === 'string') return clean(value) as T;
  if (Array.isArray(value)) return value.map(cleanAll) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleanAll(inner)])) as T;
}

const STRONG_RTL = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const STRONG = new RegExp(`\\p{L}|${STRONG_RTL.source}`, 'u');

/** Direction of the first letter, as `dir="auto"` has it; null where there is no letter. */
export function directionOf(text: string): Direction | null {
  const letter = STRONG.exec(text)?.[0];
  if (letter === undefined) return null;
  return STRONG_RTL.test(letter) ? 'rtl' : 'ltr';
}

/** Pieces of a text, in order, each wholly in a right-to-left script with its spaces, or wholly not. */
export function splitByScript(text: string): { text: string; rtl: boolean }[] {
  const word = `[${STRONG_RTL.source.slice(1, -1)}\\u200C\\u200D\\u200F]+`;
  const phrase = new RegExp(`(${word}(?:[\\s،؛.:()-]*${word})*)`, 'u');
  return text
    .split(phrase)
    .map((piece, index) => ({ text: piece, rtl: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}
