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
  /^(?:(?:also|further|urgently|immediately|jointly|gradually|fully|first|second|third|finally|then),? )?(?:accelerate|adopt|align|allocate|allow|amend|apply|appoint|ask|assess|assign|audit|avoid|ban|bring|build|buy|call|carry|check|clean|collect|combat|commission|compare|conduct|consider|continue|convene|coordinate|count|cover|create|cut|declare|dedicate|define|demand|demolish|deploy|design|develop|direct|disclose|distribute|draft|earmark|eliminate|empower|enable|encourage|end|enforce|engage|enhance|ensure|equip|establish|evaluate|expand|expedite|explore|extend|facilitate|finance|fix|forbid|form|formulate|foster|found|free|fund|give|grant|grit|guarantee|halt|hand|harmoni[sz]e|hire|hold|honou?r|identify|implement|impose|improve|include|increase|initiate|inspect|install|integrate|introduce|invest|invite|involve|issue|join|keep|launch|lead|leave|legislate|lend|let|license|lift|limit|link|lower|maintain|make|map|mend|merge|minimi[sz]e|mobili[sz]e|moderni[sz]e|modify|monitor|move|name|negotiate|notify|oblige|offer|open|pass|pay|phase|pilot|place|plan|plant|post|prepare|press|prevent|prioriti[sz]e|procure|prohibit|promote|prosecute|protect|provide|publish|pursue|put|raise|ratify|recogni[sz]e|reconsider|recruit|redesign|reduce|reform|regulate|reinforce|reject|release|relocate|remove|renew|reopen|reorgani[sz]e|repair|repeal|replace|report|require|restore|restrict|resume|retain|review|revise|reward|run|salt|scrap|secure|select|send|separate|set|share|shift|sign|simplify|speed|start|stop|streamline|strengthen|submit|subsidi[sz]e|supply|support|suspend|sustain|switch|tackle|take|target|tax|teach|tell|test|tighten|train|transfer|treat|turn|update|upgrade|urge|use|verify|withdraw|work|write)\b/i;

/** What asks for something in Urdu, Arabic and Persian. */
export const ASKS =
  /چاہ(?:یے|ئے|یئے)|لازم ہے|ضروری ہے|ينبغي|يجب|يتعين|لا بد|(?<!\p{L})على (?:\S+ ){1,4}أن(?!\p{L})|باید|بایستی|لازم است|ضروری است/u;

/** Whether a paragraph recommends something by any word of it. */
export function isRecommending(text: string): boolean {
  return RECOMMENDS.test(text) || IMPERATIVE.test(text) || ASKS.test(text);
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
