import type { ListMark } from '../blocks.js';
import { lettersOf, romanOf } from '../list-numbers.js';
import type { Element } from '../xml.js';
import { child, descendants } from '../xml.js';

interface Level {
  start: number;
  format: string;
  /** Such as `%1.%2` or a bullet. */
  text: string;
}

interface List {
  /** Lists that are made from the same one go on counting with each other. */
  group: string;
  levels: Map<number, Level>;
  /** Levels at which this list counts anew. */
  restarts: Map<number, number>;
}

/** Counts the lists of a document: Word writes no numbers into the text. */
export class Numbering {
  private readonly lists: Map<string, List>;
  private readonly counts = new Map<string, number[]>();
  private readonly begun = new Set<string>();

  constructor(root: Element | undefined) {
    const abstracts = new Map<string, Map<number, Level>>();
    for (const element of descendants(root, 'w:abstractNum'))
      abstracts.set(element.attributes['w:abstractNumId'] ?? '', levelsOf(element));
    this.lists = new Map(
      [...descendants(root, 'w:num')].map((element): [string, List] => [
        element.attributes['w:numId'] ?? '',
        listOf(element, abstracts),
      ]),
    );
  }

  /** The mark of the next paragraph in that list; null where the list has none. */
  next(id: string, depth: number): ListMark | null {
    const list = this.lists.get(id);
    const level = list?.levels.get(depth);
    if (!list || !level || level.format === 'none') return null;
    const counts = this.counts.get(list.group) ?? [];
    this.counts.set(list.group, counts);
    const restart = list.restarts.get(depth);
    const isAnew = restart !== undefined && !this.begun.has(`${id}/${depth}`);
    this.begun.add(`${id}/${depth}`);
    counts[depth] = isAnew ? restart : (counts[depth] ?? level.start - 1) + 1;
    counts.length = depth + 1;
    return markOf(list, level, depth, counts);
  }
}

function markOf(list: List, level: Level, depth: number, counts: number[]): ListMark {
  const indent = depth * 4;
  if (level.format === 'bullet') return { kind: 'bullet', text: '•', indent };
  const text = level.text.replaceAll(/%(\d)/g, (_, place: string) => {
    const other = list.levels.get(Number(place) - 1);
    const count = counts[Number(place) - 1] ?? other?.start ?? 1;
    return numberAs(count, other?.format ?? 'decimal');
  });
  const isLettered = /letter|roman/i.test(level.format);
  return { kind: isLettered ? 'letter' : 'number', text: text.trim(), indent };
}

export function numberAs(count: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return lettersOf(count);
    case 'upperLetter':
      return lettersOf(count).toUpperCase();
    case 'lowerRoman':
      return romanOf(count);
    case 'upperRoman':
      return romanOf(count).toUpperCase();
    case 'decimalZero':
      return String(count).padStart(2, '0');
    case 'chicago':
      return ['*', '†', '‡', '§'][(count - 1) % 4].repeat(Math.ceil(count / 4));
    default:
      return String(count);
  }
}

function listOf(element: Element, abstracts: ReadonlyMap<string, Map<number, Level>>): List {
  const group = child(element, 'w:abstractNumId')?.attributes['w:val'] ?? '';
  const levels = new Map(abstracts.get(group));
  const restarts = new Map<number, number>();
  for (const override of descendants(element, 'w:lvlOverride')) {
    const depth = Number(override.attributes['w:ilvl'] ?? 0);
    const start = child(override, 'w:startOverride')?.attributes['w:val'];
    const own = child(override, 'w:lvl');
    if (own) levels.set(depth, levelOf(own));
    if (start !== undefined) restarts.set(depth, Number(start));
  }
  return { group, levels, restarts };
}

function levelsOf(element: Element): Map<number, Level> {
  return new Map(
    [...descendants(element, 'w:lvl')].map((level): [number, Level] => [
      Number(level.attributes['w:ilvl'] ?? 0),
      levelOf(level),
    ]),
  );
}

function levelOf(element: Element): Level {
  const value = (name: string) => child(element, name)?.attributes['w:val'];
  return {
    start: Number(value('w:start') ?? 1),
    format: value('w:numFmt') ?? 'decimal',
    text: value('w:lvlText') ?? '',
  };
}
