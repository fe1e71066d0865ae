/** 1 → a, 26 → z, 27 → aa, as lists count on. */
export function lettersOf(count: number): string {
  const letter = String.fromCodePoint(97 + ((Math.max(count, 1) - 1) % 26));
  return letter.repeat(Math.min(Math.ceil(Math.max(count, 1) / 26), 20));
}

const ROMAN: [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** 4 → iv. Beyond 3,999 as digits. */
export function romanOf(count: number): string {
  if (count < 1 || count > 3999) return String(count);
  let [rest, text] = [count, ''];
  for (const [value, letters] of ROMAN) for (; rest >= value; rest -= value) text += letters;
  return text;
}
