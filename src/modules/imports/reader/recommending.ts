import { kindOf } from './actor-names.js';
import { ORGANISATION } from './masthead.js';
import { withoutQuotations } from './sentences.js';
import { ASKS, countWords } from './words.js';

/** Why a sentence may recommend something, and how likely that is. */
export interface Grade {
  confidence: number;
  /** Of whom it asks something, where that is a body. */
  addressee: string | null;
  /** Why it is doubtful, as the end of a sentence. */
  because: string;
}

const OURS = String.raw`(?:we|this (?:brief|paper|note|report|policy (?:brief|paper|note))|the (?:present )?authors?|our (?:view|recommendation|advice))`;

/** It says itself that it recommends. */
const SAYS_SO = new RegExp(
  String.raw`\b${OURS}\b[^.;]{0,40}?\b(?:recommends?|urges?|propose[sd]?|advises?|calls? (?:up)?on|suggests?|is that)\b|\b(?:is|are) (?:\w+ly )?(?:recommended|advised|urged|encouraged|asked|invited|requested|called (?:up)?on)\b(?! (?:by|in|at|on|for|about|as)\b)|\bit is (?:\w+ly )?(?:proposed|suggested) that\b|\bour (?:main |first )?recommendation is\b`,
  'i',
);
const MODAL = /\b(?:should|ought to|must|needs? to|(?:has|have) to|is to|are to)\b(?!-)/gi;
const IT_IS =
  /\bit is (?:\w+ly )?(?:essential|imperative|necessary|vital|crucial|urgent|time|high time|important) (?:that|to|for)\b/i;

/** A modal that tells what was, what is likely or how to read, not what is to be done. */
const NOT_ASKING =
  /^(?:should|ought to|must|needs? to|(?:has|have) to)\s+(?:\w+ly\s+)?(?:not\s+)?(?:have\b|be (?:noted|read|understood|remembered|seen|borne|kept in mind|clear|obvious|said|admitted|added|stressed|emphasi[sz]ed|distinguished|enough|sufficient|able|possible|easy|cheaper|no surprise|surprised|familiar|mentioned|recalled)|suffice|come as|surprise|say something|remember|note that|recogni[sz]e that)/i;

/** Words that make the clause of the modal a question, a condition, a comparison or somebody's thought. */
const EMBEDDED =
  /\b(?:whether|if|unless|lest|why|how|what|who|whom|than|so that|in case|as though|as if|(?:view|idea|belief|opinion|claim|argument|notion|demand|rule|principle|fear|hope|assumption|doctrine|consensus|doubt|impression|position|conviction|expectation) (?:is |was )?that)\b/i;
const RELATIVE = /\b(?:which|who|that|as|where|when|than|what|(?:than|as|what|how) it)\s+(?:\w+ly\s+)?$/i;

const SAYING = String.raw`(?:says?|said|saying|argue[sd]?|arguing|claim(?:s|ed)?|believe[sd]?|thinks?|thought|insist(?:s|ed)?|contend(?:s|ed)?|maintain(?:s|ed)? that|assert(?:s|ed)?|held that|holds? that|warn(?:s|ed)?|feels? that|felt|told|wrote|writes|complain(?:s|ed)?|demanded|demand(?:s)? that|suggest(?:s|ed)? that|proposed|recommended that|recommends? that|urged|agreed|decided|ruled|asked|wonder(?:s|ed)?|point(?:s|ed)? out|stress(?:es|ed)?|declared|announced|promised|would like|according to|in (?:the|his|her|their) (?:view|opinion|words|eyes) of|in (?:his|her|their) (?:view|opinion|eyes))`;
const SAID_BEFORE = new RegExp(String.raw`\b${SAYING}\b`, 'i');
const SAID_AROUND = new RegExp(String.raw`[,–—]\s*(?:\w+\s+){0,4}${SAYING}\b|^according to\b`, 'i');
const RULE =
  /\b(?:under|by|according to|pursuant to|in)\s+(?:the |this |that |its |their )?(?:[\p{L}'’-]+\s+){0,4}(?:act|law|laws|rules?|code|treaty|constitution|statute|regulations?|convention|ordinance|charter|directive)\b|\b(?:law|act|code|treaty|constitution|statute|contract|convention|charter|directive|regulations?|rules?)\s+(?:of \d{4} )?(?:says?|requires?|demands?|provides?|stipulates?|states?|prescribes?|lays? down)\b/iu;
const PAST =
  /\b(?:in|until|before|since|by|after) (?:1[5-9]\d\d|20[01]\d)\b|\b(?:was|were|had|did|became|used to)\b/i;

/** A section in which a "must" without a body is likelier meant than told. */
const LATE =
  /\b(?:conclu|forward|next|implication|option|done|change|proposal|response|solution|future|outlook|agenda|priorit|remed|reform|what (?:it|this|would)|way out|lesson)/i;

/**
 * Grades a sentence of running text by whether it recommends something: never as high as what stands under a
 * heading for recommendations.
 * @param heading of the section in which it stands
 * @returns null where nothing in it recommends, or where it tells of others, of the past or of a condition
 */
export function gradeSentence(sentence: string, heading: string): Grade | null {
  const text = withoutQuotations(sentence).trimEnd();
  if (/[?؟][”"’')\]]*$/.test(text) || countWords(text) < 4) return null;
  if (/\p{Script=Arabic}/u.test(text)) return gradeOtherScript(text);
  const saysSo = SAYS_SO.exec(text);
  if (saysSo) {
    if (SAID_BEFORE.test(text.slice(0, saysSo.index).replace(new RegExp(OURS, 'gi'), ''))) return null;
    return grade(0.55, addressedBy(text, saysSo), saysSo[0]);
  }
  if (SAID_AROUND.test(text) || RULE.test(text)) return null;
  const itIs = IT_IS.exec(text);
  if (itIs && !SAID_BEFORE.test(text.slice(0, itIs.index)) && !NOT_ASKING_AFTER.test(text.slice(itIs.index)))
    return PAST.test(text) ? null : grade(0.4, null, itIs[0]);
  for (const modal of text.matchAll(MODAL)) {
    const found = gradeModal(text, modal, heading);
    if (found) return found;
  }
  return null;
}

const NOT_ASKING_AFTER =
  /^[^.]{0,40}\b(?:to|that we|that one) (?:\w+ly )?(?:note|distinguish|remember|understand|recall|stress|emphasi[sz]e|recogni[sz]e|say|see|ask|mention|read)\b/i;

/** In Urdu, Arabic and Persian by the words alone: who is meant stays open. */
function gradeOtherScript(text: string): Grade | null {
  const saysSo =
    /نوصي|يوصى|نقترح|سفارش (?:کی جاتی|کرتے)|تجویز (?:کی جاتی|دی جاتی|کرتے)|توصیه می‌?\s?(?:شود|کنیم|گردد)|پیشنهاد می‌?\s?(?:شود|کنیم|گردد)/u.exec(
      text,
    );
  if (saysSo) return grade(0.55, null, saysSo[0]);
  if (/چاہ(?:یے|ئے|یئے) تھا|كان (?:يجب|ينبغي|على)|می‌?\s?بایست|کہا کہ|قال إن|گفت که/u.test(text)) return null;
  const asks = ASKS.exec(text);
  return asks ? grade(0.4, null, asks[0]) : null;
}

function gradeModal(text: string, modal: RegExpExecArray, heading: string): Grade | null {
  const before = text.slice(0, modal.index);
  const clause = before.split(/[,;:–—(]\s*/).at(-1)!;
  const word = modal[0].toLowerCase();
  // "Should this happen again, …" has nothing before it.
  if (!clause.trim() && !before.trim()) return null;
  if (/^\s*(?:and|but|or|yet)?\s*$/i.test(clause) && !/[,–—(]/.test(before)) return null;
  if (NOT_ASKING.test(text.slice(modal.index)) || SAID_BEFORE.test(before)) return null;
  if (EMBEDDED.test(clause) || RELATIVE.test(before) || /\b(?:I|one|you|readers?)\s*$/.test(before))
    return null;
  const subject = subjectOf(before);
  // "A town that puts out a piano must tune it" says it of any town.
  const body = /^an?\b/i.test(subject) ? null : bodyIn(subject);
  if (/^(?:has|have|is|are)/.test(word)) return null;
  if (PAST.test(before) && !body) return null;
  if (word === 'should' || word === 'ought to') return grade(body ? 0.5 : 0.35, body, modal[0]);
  if (body || /\b(?:we|government|states?)\s*$/i.test(subject)) return grade(0.4, body, modal[0]);
  return LATE.test(heading) && !/^an?\b/i.test(subject) ? grade(0.2, null, modal[0]) : null;
}

function grade(confidence: number, addressee: string | null, word: string): Grade {
  const whom = addressee ? `said of "${addressee}"` : 'but names no body that is to act';
  return { confidence, addressee, because: `it has "${word.trim()}", ${whom}` };
}

/** The words before the modal, without what leads up to them: "Without that, the County" → "the County". */
function subjectOf(before: string): string {
  // "The town, which owns the wells, should": without what stands between.
  const plain = before.replace(/,\s+(?:which|who|whose|where)\b[^,;]*,\s*$/i, ' ');
  const parts = plain.split(/[,;:–—]\s+/).map((part) => part.trim());
  const last = parts.findLast((part) => part && !ASIDE.test(part)) ?? '';
  return last.replace(LINKS, '').trim();
}

const ASIDE =
  /^(?:for|in|on|at|as|if|when|where|without|with|by|to|after|before|however|therefore|too|instead|and|or)\b(?! (?:the|a) \w+ (?:of|for) )/i;
const LINKS =
  /^(?:(?:and|but|so|yet|or|also|then|therefore|thus|hence|instead|meanwhile|finally|first|second|third|above all|at the same time|in addition|in particular)\b,?\s*)+/i;

/** Words of a body that acts, beyond those of names. */
const BODY_WORD =
  /\b(?:ministr(?:y|ies)|ministers?|governments?|departments?|agenc(?:y|ies)|authorit(?:y|ies)|commission|council(?:s|lors)?|count(?:y|ies)|towns?|districts?|parliament|assembly|congress|legislat(?:ors?|ure)|lawmakers|policy-?makers|police|army|regulators?|inspectorate|waterworks|un|united nations|eu|european union|union|donors?|civil society|media|private sector|(?:international )?community|(?:member )?states?|universit(?:y|ies)|schools?|hospitals?|banks?|partners?|organi[sz]ations?|municipalit(?:y|ies)|provinces?|cit(?:y|ies)|bod(?:y|ies)|boards?|offices?|courts?|tribunals?|compan(?:y|ies)|firms|employers|operators|manufacturers|landowners|landlords|industry|unions|associations?|utilit(?:y|ies)|service|railways?|ports?|harbours?|centre|institute|committee|treasury|cabinet|secretariat|countries|mission)\b/i;

/** The subject as an addressee, where it is or names a body. */
function bodyIn(subject: string): string | null {
  const name = subject
    .replace(
      /\s+(?:also|too|therefore|now|itself|themselves|still|then|jointly|together|urgently|first|in turn|as well)$/i,
      '',
    )
    .replace(/\s+(?:that|which|who)\s.*$/i, '')
    .replace(/^(?:the|all|both|each|every|these|those)\s+/i, '')
    .trim();
  if (!name || countWords(name) > 10 || /\b(?:we|it|they|he|she|this|that)\b/i.test(name)) return null;
  const isBody = BODY_WORD.test(headOf(name)) || ORGANISATION.test(headOf(name)) || kindOf(name) !== null;
  return isBody ? name : null;
}

/** The words that decide: "quotas of the board" are no board, "the County of Corran" is a county. */
function headOf(name: string): string {
  return name.split(/\s+(?:for|in|at|on|with|from|to|between)\s+/)[0].split(/\s+of\s+(?!\p{Lu})/u)[0];
}

/** Whom "we call on X to", "X is urged to" and "it is recommended that X" mean. */
function addressedBy(text: string, said: RegExpExecArray): string | null {
  const after = text.slice(said.index + said[0].length);
  const called = /^(?:\s+(?:up)?on)?\s+(.{3,120}?)\s+to\b/.exec(after)?.[1];
  if (/(?:urges?|calls? (?:up)?on|advises?)$/i.test(said[0]) && called) return bodyIn(called);
  if (/^(?:is|are)\b/i.test(said[0]) && !/\bit\s*$/i.test(text.slice(0, said.index)))
    return bodyIn(subjectOf(text.slice(0, said.index)));
  const that = /^\s*(?:is )?(?:that\s+)?((?:the\s+)?.{3,80}?)\s+(?:should|must|be|ought to)\b/.exec(
    after,
  )?.[1];
  // "that the Harbour Board dredge its channel": the capitals end where the verb begins.
  const name =
    /^\s*that\s+((?:the\s+)?\p{Lu}[\p{L}'’-]*(?:\s+(?:(?:of|for|and)\s+(?:the\s+)?)?\p{Lu}[\p{L}'’-]*)*)/u.exec(
      after,
    )?.[1];
  return (that ? bodyIn(that) : null) ?? (name ? bodyIn(name) : null);
}
