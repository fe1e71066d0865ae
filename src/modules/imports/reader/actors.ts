import type { ActorContext } from './actor-conjunctions.js';
import { splitAtAnd, withoutMark } from './actor-conjunctions.js';
import { isState, isUnnamedGroup, kindOf } from './actor-names.js';
import { LABEL, LEADS, splitAtMarks, takeBrackets } from './actor-pieces.js';
import type { ActorMention } from './reading.js';
import { fold } from './words.js';

/** One piece of a cell on its way to becoming a mention. */
interface Piece {
  text: string;
  lead: boolean;
  qualifier: string | null;
}

/** Collects the names that stand between separators without any "and" in them, over all cells of a matrix. */
export function actorContext(cells: string[]): ActorContext {
  const names = cells.flatMap((cell) => splitAtMarks(cell)).map((part) => fold(takeBrackets(part).name));
  return { known: new Set(names.filter((name) => name && !/ and |&/.test(name))) };
}

/**
 * Takes the names in a cell apart, at semicolons, bullets and line ends, commas, slashes and "and", without
 * breaking names that have these in them. What stands in brackets is kept as a qualifier, a mark of the lead as
 * `lead`. Where it is uncertain whether two names are one, they stay together and a warning says so.
 */
export function splitActors(
  cell: string,
  context: ActorContext,
): { actors: ActorMention[]; warnings: string[] } {
  const warnings: string[] = [];
  const pieces = splitAtMarks(cell).flatMap((part) => labelled(part));
  const split = pieces.flatMap((piece, index) =>
    splitAtAnd(piece.text, context, isLastOfList(cell, pieces, index), warnings).map((text) => ({
      ...piece,
      text,
    })),
  );
  const actors = split
    .map(mentionOf)
    .filter((actor) => /[\p{L}\p{N}]/u.test(actor.name) && !NOBODY.test(actor.name));
  if (!actors.length && cell.trim()) warnings.push(`"${cell.trim().slice(0, 60)}" names no actor.`);
  const byName = new Map<string, ActorMention>();
  for (const actor of actors) {
    if (byName.has(fold(actor.name))) warnings.push(`"${actor.name}" is named twice.`);
    else byName.set(fold(actor.name), actor);
  }
  return { actors: [...byName.values()], warnings };
}

/** What stands in a cell where nobody is named yet. */
const NOBODY =
  /^(?:n\/?a|tb[acd]|nil|none|nobody|unknown|not (?:applicable|known|specified)|to be (?:agreed|announced|confirmed|decided|determined|identified))\.?$/i;

/**
 * Links each mention to the body whose name it begins with: another mention ("SCO members" to "SCO", "UN Security
 * Council" to "UN") or a state ("Pakistan's intelligence" to "Pakistan"). They stay actors of their own.
 */
export function linkActors(mentions: ActorMention[]): void {
  const names = new Map(mentions.map(({ name }) => [baseKey(name), name]));
  for (const mention of mentions) mention.linkedTo = baseOf(mention.name, names);
}

/** The longest beginning of a name that is a mention or a state by itself. */
function baseOf(name: string, names: ReadonlyMap<string, string>): string | null {
  const words = name.replace(/^the /i, '').split(/\s+/);
  for (let count = Math.min(words.length - 1, 8); count > 0; count--) {
    const start = words
      .slice(0, count)
      .join(' ')
      .replace(/['’]s?$/, '');
    const base = names.get(baseKey(start)) ?? (isState(start) ? start : null);
    if (base !== null && base !== name) return base;
  }
  return null;
}

function baseKey(name: string): string {
  return fold(name).replace(/^the /, '');
}

const JOINED =
  /(?:^|\s+)((?:in (?:close )?(?:collaboration|coordination|co-ordination|cooperation|partnership|consultation) with|with (?:the )?support (?:of|from)|supported by|as well as|along with|together with))\s+/i;

/** Takes off labels such as "Lead:", and splits at phrases that join a second body to the first. */
function labelled(part: string): Piece[] {
  const label = LABEL.exec(part);
  const text = label ? label[2] : part;
  const lead = label !== null && LEADS.test(label[1]);
  const support = label && !lead ? label[1].toLowerCase() : null;
  const joined = splitJoined(text);
  return joined.map(([name, phrase]) => ({
    text: name,
    lead: lead && !phrase,
    qualifier: phrase ?? support,
  }));
}

function splitJoined(text: string): [string, string | null][] {
  const match = JOINED.exec(text);
  if (!match) return [[text, null]];
  const phrase = match[1].toLowerCase();
  const role = /as well|along|together/.test(phrase) ? null : phrase;
  return [
    [text.slice(0, match.index), null] as [string, null],
    [text.slice(match.index + match[0].length), role] as [string, string | null],
  ].filter(([name]) => name.trim());
}

/** In "police, courts and prisons" the "and" ends the list; in the only piece of a cell it need not. */
function isLastOfList(cell: string, pieces: Piece[], index: number): boolean {
  return pieces.length >= 2 && index === pieces.length - 1 && !/,\s*and\s/i.test(cell) && !cell.includes(';');
}

const CONDITION =
  /\s+((?:where|when|if|as|wherever|whenever)\s+(?:feasible|possible|appropriate|needed|necessary|required|applicable|relevant|available|funded|agreed|permitted|requested|invited)|subject to .+)$/i;

function mentionOf(piece: Piece): ActorMention {
  const { name: bare, brackets, abbreviation } = takeBrackets(piece.text);
  const condition = CONDITION.exec(bare);
  const marked = (condition ? bare.slice(0, condition.index) : bare).trim();
  const dashed = /\s*[–—-]\s*(?:lead|lead agency)$|^lead\s+(?=agency\b)|[*]+$/i;
  const isLeadMark = (text: string) => /^(?:lead|lead agency|lead actor|lead role|l|chair)$/i.test(text);
  const qualifiers = brackets.filter((text) => !isLeadMark(text));
  if (condition) qualifiers.push(condition[1]);
  if (piece.qualifier) qualifiers.unshift(piece.qualifier);
  const support = /\s[–—-]\s*(support(?:ing)?)$/i.exec(marked)?.[1];
  if (support) qualifiers.unshift(support.toLowerCase());
  const name = withoutMark(marked)
    .replace(dashed, '')
    .replace(/[\s.,:–—-]+$/, '')
    .trim();
  return {
    name,
    qualifier: qualifiers.length ? qualifiers.join('; ') : null,
    lead: piece.lead || brackets.some(isLeadMark) || /[–—-]\s*lead(?: agency)?$/i.test(marked),
    abbreviation,
    kind: kindOf(name),
    unnamed: isUnnamedGroup(name),
    linkedTo: null,
  };
}
