/** Words after which a line cannot have come to its end: an article, a preposition, a conjunction. */
const OPEN_ENDED = new Set(
  `a an the this these those its their our his her of in on at by to from for with within without into onto over
   under between among through during against across via per and or nor but as than that which who whose when
   where while because if is are was were be been has have had will would can could should must may not no`
    .split(/\s+/)
    .filter(Boolean),
);

const SMALL = new Set(
  'a an the of in on at by to from for with and or nor but as vs via per its is de la al'.split(' '),
);

/** Modal verbs and the like by which a sentence recommends. */
export const RECOMMENDS =
  /\b(should|must|ought to|needs? to|has to|have to|is recommended|are recommended|we recommend|recommends?|(?:is|are) (?:urged|asked|invited|requested|advised|encouraged|called (?:up)?on)|calls? (?:up)?on|it is (?:essential|imperative|necessary|vital|crucial))\b/i;

/** A sentence that begins with what is to be done: "Strengthen the rounds." */
const IMPERATIVE =
  /^(?:(?:also|further|urgently|immediately|jointly|gradually|fully|first|second|third|finally|then),? )?(?:accelerate|adopt|align|allocate|allow|amend|appoint|apply|assess|assign|audit|avoid|ban|build|buy|call|carry|collect|combat|commission|conduct|consider|continue|convene|coordinate|count|create|cut|dedicate|define|deploy|design|develop|draft|empower|enable|encourage|end|enforce|engage|enhance|ensure|equip|establish|evaluate|expand|extend|facilitate|finance|fix|form|formulate|foster|found|fund|give|grant|harmoni[sz]e|hire|hold|identify|implement|improve|include|increase|initiate|integrate|introduce|invest|involve|keep|launch|lift|limit|link|maintain|make|map|minimi[sz]e|mobili[sz]e|moderni[sz]e|monitor|negotiate|offer|open|pass|pay|phase|plan|plant|prepare|press|prevent|prioriti[sz]e|procure|promote|prosecute|protect|provide|publish|pursue|ratify|recruit|reduce|reform|regulate|reinforce|remove|repair|repeal|replace|report|require|restore|restrict|retain|review|revise|run|secure|set|share|sign|simplify|speed|stop|streamline|strengthen|subsidi[sz]e|supply|support|sustain|tackle|target|train|update|upgrade|urge|use|work)\b/i;

/** Whether a paragraph recommends something by any word of it. */
export function isRecommending(text: string): boolean {
  return RECOMMENDS.test(text) || IMPERATIVE.test(text);
}

/** "The following recommendations are made", "These steps are proposed below". */
export const ANNOUNCES =
  /\b(?:following|these|below)\b.{0,60}\b(?:recommendations?|measures|steps|actions|proposals|suggestions)\b|\brecommendations?\b.{0,60}\b(?:follow|are (?:made|offered|proposed|suggested|put forward))\b/i;

/** Enough of a text to see how it ends; what is long must not make the patterns below slow. */
const TAIL = 60;

/** Ends as a sentence does, whatever quotation marks, brackets or note markers stand behind. */
export function endsSentence(text: string): boolean {
  return /[.!?…:;۔؟।][”"’')\]]*(?:[\u00B9\u00B2\u00B3\u2070-\u2079]+|\[\d+\]|\d{1,3})?\s*$/u.test(
    text.slice(-TAIL),
  );
}

/** Ends in a comma, a hyphen or a word that wants another one after it. */
export function endsOpen(text: string): boolean {
  const tail = text.slice(-TAIL);
  if (/[,–—-]$/.test(tail)) return true;
  const last = /(\p{L}+)$/u.exec(tail)?.[1];
  return last !== undefined && last === last.toLowerCase() && OPEN_ENDED.has(last);
}

/** Begins in a small letter (but not as "iPhone" or "eGovernment" do). */
export function startsLowercase(text: string): boolean {
  return /^["“‘'(]?\p{Ll}(?!\p{Lu})/u.test(text);
}

export function isAllCaps(text: string): boolean {
  return /\p{Lu}.*\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);
}

/** Most of its words that count begin with a capital or a digit, and the first does. */
export function isTitleCase(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu) ?? [];
  if (words.length === 0 || !/^[\p{Lu}\p{Lo}\p{N}]/u.test(words[0]!)) return false;
  const counting = words.filter((word) => !SMALL.has(word.toLowerCase()));
  const capitals = counting.filter((word) => /^[\p{Lu}\p{Lo}\p{N}]/u.test(word));
  return capitals.length >= 0.7 * counting.length;
}

export function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

/** Lower case, single spaces, plain quotes and dashes: for comparing, never for showing. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[‐‑‒–—―−]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The beginning of a text, for a warning. */
export function excerpt(text: string, length = 60): string {
  return text.length <= length ? text : `${text.slice(0, length).trimEnd()}…`;
}

/** Number of single-letter changes between two words; more than `limit` comes back as `limit + 1`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = Number(a[i - 1] !== b[j - 1]);
      row.push(Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + swap));
    }
    previous = row;
  }
  return Math.min(previous[b.length], limit + 1);
}
