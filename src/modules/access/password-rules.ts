/** What makes up the passwords that are tried first; long enough compositions of them are no better. */
const COMMON = [
  'password', 'passwort', 'passw', 'qwertyuiop', 'qwerty', 'asdfghjkl', 'asdfgh', 'zxcvbnm', 'letmein', 'welcome',
  'iloveyou', 'administrator', 'admin', 'changeme', 'default', 'secret', 'master', 'login', 'dragon', 'monkey',
  'football', 'baseball', 'sunshine', 'princess', 'superman', 'trustno', 'summer', 'winter', 'spring', 'autumn',
  'guest', 'user', 'test', 'temp', 'access', 'heed', 'abc', 'pakistan', 'islamabad',
]; // prettier-ignore

const LEET: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

export const SHORTEST = 12;
export const LONGEST = 200;

export type Weakness = 'password.short' | 'password.long' | 'password.common' | 'password.personal';

/**
 * Why a password is refused, as a message key; null where it is good enough. Length counts, not kinds of characters
 * (NIST SP 800-63B, 3.1.1.2).
 * @param personal words that belong to the person: name, e-mail address, organisation
 */
export function weaknessOf(password: string, personal: string[]): Weakness | null {
  const characters = Array.from(password.normalize('NFKC'));
  if (characters.length < SHORTEST) return 'password.short';
  if (characters.length > LONGEST) return 'password.long';
  if (new Set(characters).size < 6 || isRun(characters)) return 'password.common';
  const folded = characters.join('').toLowerCase();
  const own = personal
    .flatMap((word) => word.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length > 3);
  if (own.length > 0 && lettersWithout(folded, own) < 6) return 'password.personal';
  const plain = folded.replaceAll(/[0134571@$!]/g, (sign) => LEET[sign] ?? sign);
  if (Math.min(lettersWithout(folded, COMMON), lettersWithout(plain, COMMON)) < 4) return 'password.common';
  return null;
}

/** How many letters are left when the words are taken out. */
function lettersWithout(text: string, words: string[]): number {
  const rest = words
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, word) => left.replaceAll(word, ' '), text);
  return Array.from(rest.replaceAll(/[^\p{L}]/gu, '')).length;
}

/** `abcdefghijkl`, `210987654321`: nearly every character follows from the one before. */
function isRun(characters: string[]): boolean {
  const steps = characters
    .slice(1)
    .map((character, i) => character.codePointAt(0)! - characters[i].codePointAt(0)!);
  return steps.filter((step) => Math.abs(step) <= 1).length >= steps.length * 0.8;
}
