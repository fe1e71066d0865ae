import type { Day } from '../../../shared/calendar-date.js';
import type { SpanUnit, Term, TimelineReading } from './reading.js';
import type { Calendar } from './fiscal-year.js';
import { readDeadline } from './timeline-dates.js';

/** The parts of a timeline that the grammar has recognised, and what it could make nothing of. */
export interface Parts {
  terms: (Term | 'unclear')[];
  spans: NonNullable<TimelineReading['span']>[];
  deadlines: { startsOn: Day | null; dueOn: Day; precision: TimelineReading['precision'] }[];
  countedFrom: string | null;
  undecided: boolean;
  problems: string[];
  /** What was taken for granted. */
  notes: string[];
  left: string[];
}

export const MONTHS_IN: Partial<Record<SpanUnit, number>> = { month: 1, quarter: 3, year: 12 };
export const DAYS_IN: Partial<Record<SpanUnit, number>> = { day: 1, week: 7 };

const NUM = String.raw`(\d{1,4}(?:\.5)?)`;
const UNIT = String.raw`(days?|weeks?|wks?|fortnights?|months?|mos?|mths?|quarters?|qtrs?|years?|yrs?|[dwmy])\b\.?`;
const TO = String.raw`\s*(?:-|–|to|until|till|through)\s*`;
const PERIOD = String.raw`(?:\s*-?\s*(?:time ?frame|time ?line|period|window)\b)?`;
const FROM_PUBLICATION = String.raw`(?:\s+from (?:now|today)(?=[\s).,;]|$)|\s+(?:of|from|after|following) (?:the )?(?:date of )?publication(?: of (?:this|the) (?:policy )?(?:brief|paper|report))?(?=[\s).,;]|$))?`;
const TERM_WORD = '(short|near|medium|mid|intermediate|long)(?:er)?';
const TERM_NOUN = String.raw`(?:\s*-?\s*(?:term|run|range)\b)`;

type Rule = [pattern: string, take: (parts: Parts, groups: (string | undefined)[]) => void];

/** Tried in this order at each place of the text; the first that fits takes its words. */
const RULES: Rule[] = [
  [
    String.raw`${TERM_WORD}${TERM_NOUN}?\s*-?\s*(?:to|/|-|and|&)\s*-?\s*${TERM_WORD}${TERM_NOUN}?\b`,
    takeTerms,
  ],
  [String.raw`${TERM_WORD}${TERM_NOUN}?\b`, (parts, [word]) => parts.terms.push(termOf(word!))],
  [
    String.raw`(?:immediate(?:ly)?(?:${TERM_NOUN}| action| priority)?|urgent(?:ly)?|at once|right away|forthwith|with immediate effect|as soon as possible|asap|without delay)\b`,
    (parts) => parts.terms.push('immediate'),
  ],
  [
    String.raw`(?:once |twice |thrice |\d+ times? )(?:in |per |each |every )?(?:1 )?${UNIT}|(?:on (?:an? |1 )?)?every (?:other |second |few |\d+(?:\s*-\s*\d+)?\s*-?\s*)?${UNIT}|(?:per|each) (?:day|week|month|quarter|year)\b|(?:every|each) (?:spring|summer|autumn|fall|winter|season|session|meeting|budget|harvest|term|semester|(?:school|fiscal|financial|academic|calendar) year|january|february|march|april|may|june|july|august|september|october|november|december)\b`,
    (parts) => parts.terms.push('ongoing'),
  ],
  [
    String.raw`(?:on (?:an? )?)?(?:on-?\s?going|continuous(?:ly)?|continual(?:ly)?|continu(?:ed|ing)|permanent(?:ly)?|recurr(?:ing|ent)|recurrently|regular(?:ly)?(?: intervals)?|periodic(?:al)?(?:ly)?|rolling|throughout(?: the year)?|(?:all )?year[- ]round|at all times|(?:bi-?|semi-?|half[- ])?(?:annual(?:ly)?|yearly)|bi-?ennial(?:ly)?|(?:\d+-|bi-?|half[- ])?(?:quarterly|monthly|weekly|daily)|fortnightly)\b(?: basis)?`,
    (parts) => parts.terms.push('ongoing'),
  ],
  [
    String.raw`(?:t\.?b\.?[dca]\b\.?|to be (?:determined|decided|confirmed|announced|agreed|set|scheduled|advised)|n\.?/?a\b\.?|not (?:yet )?(?:specified|stated|given|applicable|set|decided|determined|known)|none|undetermined|unknown|pending|open|-+$|\?+$)`,
    (parts) => (parts.undecided = true),
  ],
  [
    String.raw`(?:within |in |between |from )?(?:the )?${NUM}\s*-?\s*(?:${UNIT})?${TO}${NUM}\s*-?\s*${UNIT}${PERIOD}${FROM_PUBLICATION}`,
    takeRange,
  ],
  [
    String.raw`between ${NUM}\s*(?:${UNIT})?\s+and\s+${NUM}\s*-?\s*${UNIT}${PERIOD}${FROM_PUBLICATION}`,
    takeRange,
  ],
  [String.raw`${UNIT}\s*0${TO}${NUM}(?!\s*\d)`, (parts, [unit, max]) => takeSpan(parts, '0', max!, unit!)],
  [
    String.raw`(?:more than|longer than|at least|beyond|>=?|≥)\s*${NUM}\s*\+?\s*-?\s*${UNIT}${FROM_PUBLICATION}`,
    (parts, [min, unit]) => takeSpan(parts, min!, null, unit!),
  ],
  [
    String.raw`${NUM}\s*(?:\+\s*${UNIT}|-?\s*${UNIT}\s*(?:\+|plus\b|or (?:more|longer)\b|onwards?\b|and (?:beyond|above|more|over)\b))`,
    (parts, [min, unit, other]) => takeSpan(parts, min!, null, (unit ?? other)!),
  ],
  [
    String.raw`(?:(?:with)?in |during |for |by |up to |under |less than |not more than |no more than |at most |max(?:imum)?\.?(?: of)? |no later than |not later than |over (?=the |next |a period ))?(?:a period of |<=?\s*|≤\s*)?(?:the )?(?:(?:next|first|coming|following) )?${NUM}\s*-?\s*${UNIT}${PERIOD}(?: (?:max(?:imum)?|at most|or less)\b)?${FROM_PUBLICATION}`,
    (parts, [max, unit]) => takeSpan(parts, '0', max!, unit!),
  ],
  [
    String.raw`(?:of|from|after|following|upon|since|once|starting(?: from| with)?)\s+([^();]{3,})`,
    takeCountedFrom,
  ],
];

const COMPILED = RULES.map(([pattern, take]) => [new RegExp(pattern, 'y'), take] as const);
const FILLER =
  /(?:implementation|timelines?|time ?frames?|deadline|duration|period|(?<=\d )time|the|term|[\s():,;.[\]/|-])+/y;

/** Takes a timeline apart by the rules above; the text is as `normalise` leaves it. */
export function parse(text: string, calendar: Calendar): Parts {
  const parts: Parts = {
    terms: [],
    spans: [],
    deadlines: [],
    countedFrom: null,
    undecided: false,
    problems: [],
    notes: [],
    left: [],
  };
  for (let at = 0; at < text.length;) {
    at +=
      takeDeadline(parts, text, at, calendar) ||
      takeByRule(parts, text, at) ||
      skipFiller(text, at) ||
      takeLeftover(parts, text, at);
  }
  return parts;
}

function takeDeadline(parts: Parts, text: string, at: number, calendar: Calendar): number {
  // A year behind words that are not understood may be no deadline at all: "Ramadan 2026".
  const isBareYear = parts.left.length > 0 && /^\d{4}[\s).,;]*$/.test(text.slice(at));
  if (isInsideWord(text, at) || isBareYear) return 0;
  const read = readDeadline(text.slice(at), calendar);
  if (!read) return 0;
  if (read.note) parts.notes.push(read.note);
  if (read.problem) parts.problems.push(read.problem);
  else parts.deadlines.push({ startsOn: read.startsOn, dueOn: read.dueOn!, precision: read.precision });
  return read.length;
}

function isInsideWord(text: string, at: number): boolean {
  return /[\p{L}\d]/u.test(text[at - 1] ?? '') && /[\p{L}\d]/u.test(text[at]);
}

function takeByRule(parts: Parts, text: string, at: number): number {
  if (isInsideWord(text, at)) return 0;
  for (const [pattern, take] of COMPILED) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    take(parts, match.slice(1));
    return match[0].length;
  }
  return 0;
}

function skipFiller(text: string, at: number): number {
  FILLER.lastIndex = at;
  const length = FILLER.exec(text)?.[0].length ?? 0;
  // "term" is filler, "terminal" is not.
  return /\p{L}/u.test(text[at + length - 1] ?? '') && /\p{L}/u.test(text[at + length] ?? '') ? 0 : length;
}

function takeLeftover(parts: Parts, text: string, at: number): number {
  const word = /^[\p{L}\d'’.]+|^./u.exec(text.slice(at))![0];
  parts.left.push(word);
  return word.length;
}

function takeTerms(parts: Parts, [first, second]: (string | undefined)[]): void {
  const pair = `${termOf(first!)}-${termOf(second!)}`;
  parts.terms.push(pair === 'short-medium' || pair === 'medium-long' ? pair : 'unclear');
}

function termOf(word: string): 'short' | 'medium' | 'long' {
  if (word === 'long') return 'long';
  return word === 'short' || word === 'near' ? 'short' : 'medium';
}

function takeRange(parts: Parts, [min, minUnit, max, maxUnit]: (string | undefined)[]): void {
  const [from, to] = [minUnit && unitOf(minUnit), unitOf(maxUnit!)];
  if (!from || from === to) takeSpan(parts, min!, max!, maxUnit!);
  else if (MONTHS_IN[from] && MONTHS_IN[to]) {
    // "6 months to 2 years"
    takeSpan(parts, String(Number(min) * MONTHS_IN[from]), String(Number(max) * MONTHS_IN[to]), 'months');
  } else parts.left.push(`${min} ${minUnit} - ${max} ${maxUnit}`);
}

function takeSpan(parts: Parts, min: string, max: string | null, unitWord: string): void {
  let unit = unitOf(unitWord);
  let [from, to] = [Number(min), max === null ? null : Number(max)];
  if (unitWord.startsWith('fortnight')) [from, to] = [from * 2, to && to * 2];
  if (unit === 'year' && (from % 1 || (to ?? 0) % 1)) [from, to, unit] = [from * 12, to && to * 12, 'month'];
  const isWhole = from % 1 === 0 && (to ?? 0) % 1 === 0;
  const isInOrder = to === null || (from <= to && to > 0);
  const months = (to ?? from) * (MONTHS_IN[unit] ?? DAYS_IN[unit]! / 30);
  if (isWhole && isInOrder && months <= 1200) parts.spans.push({ min: from, max: to, unit });
  else parts.left.push(`${min}${max === null ? '' : ` - ${max}`} ${unitWord}`);
}

function unitOf(word: string): SpanUnit {
  if (word.startsWith('d')) return 'day';
  if (word.startsWith('w') || word.startsWith('f')) return 'week';
  if (word.startsWith('m')) return 'month';
  return word.startsWith('q') ? 'quarter' : 'year';
}

function takeCountedFrom(parts: Parts, [what]: (string | undefined)[]): void {
  if (parts.spans.length === 1 && !parts.countedFrom) parts.countedFrom = what!.trim().replace(/[.,;]+$/, '');
  else parts.left.push(`from ${what}`);
}
