import { HEADER_WORDS } from './other-scripts.js';
import { editDistance, fold } from './words.js';

/** The five columns of an action matrix. */
export const COLUMNS = ['issue', 'pathway', 'implementation', 'actors', 'timeline'] as const;
export type Column = (typeof COLUMNS)[number];

/** What each column is called in a message. */
export const COLUMN_NAMES: Record<Column, string> = {
  issue: 'Issue',
  pathway: 'Pathway to solution',
  implementation: 'Implementation',
  actors: 'Actors responsible',
  timeline: 'Timeline',
};

/** What a header cell stands for: one of the five columns, with a weight, or none. */
export interface HeaderCell {
  column: Column | null;
  /** 0–1: a header of one telling word weighs more than one that has it among others. */
  weight: number;
  /** Whether the column holds those in the lead ("Lead agency"), or those who support them. */
  role: 'lead' | 'support' | null;
}

/**
 * Words by which a header is known, those that decide first: "Implementation timeline" is about time and
 * "Agency responsible for implementation" about actors, though both name the implementation.
 */
const WORDS: [Column, number, string[]][] = [
  [
    'timeline',
    1,
    'timeline timelines timeframe timeframes deadline deadlines duration timing schedule when timescale'.split(
      ' ',
    ),
  ],
  ['timeline', 0.9, ['time', 'period', 'term', 'horizon', 'date']],
  [
    'actors',
    1,
    `actor actors responsible responsibility responsibilities stakeholder stakeholders agency agencies
     institution institutions owner owners who implementer implementers implementors ministry ministries`.split(
      /\s+/,
    ),
  ],
  ['actors', 0.9, ['party', 'parties', 'authority', 'authorities', 'body', 'bodies', 'entity', 'entities', 'partner', 'partners', 'lead', 'organisation', 'organization', 'organisations', 'organizations', 'department']], // prettier-ignore
  ['pathway', 1, ['pathway', 'pathways', 'strategy', 'strategies', 'approach', 'approaches']],
  ['pathway', 0.9, ['option', 'options', 'recommendation', 'recommendations', 'response', 'responses']],
  [
    'implementation',
    1,
    'implementation activity activities action actions measure measures step steps task tasks'.split(' '),
  ],
  [
    'implementation',
    0.9,
    [
      'milestone',
      'milestones',
      'deliverable',
      'deliverables',
      'initiative',
      'initiatives',
      'intervention',
      'interventions',
      'how',
      'execution',
      'mechanism',
      'mechanisms',
    ],
  ],
  ['pathway', 0.8, ['solution', 'solutions', 'way', 'objective', 'objectives', 'goal', 'goals']],
  [
    'issue',
    1,
    'issue issues problem problems challenge challenges concern concerns gap gaps obstacle obstacles'.split(
      ' ',
    ),
  ],
  ['issue', 0.9, ['threat', 'threats', 'area', 'areas', 'theme', 'need', 'needs', 'topic']],
  ['implementation', 0.7, ['what']],
  ['timeline', 0.7, ['phase']],
  ['pathway', 0.7, ['policy', 'policies']],
  [
    'timeline',
    1,
    [
      'calendrier',
      'echeance',
      'delai',
      'delais',
      'plazo',
      'plazos',
      'cronograma',
      'frist',
      'zeitrahmen',
      'zeitplan',
    ],
  ],
  [
    'actors',
    1,
    ['responsable', 'responsables', 'acteurs', 'actores', 'zustandig', 'zustandigkeit', 'akteure'],
  ],
  [
    'implementation',
    1,
    ['oeuvre', 'mise', 'mesures', 'acciones', 'implementacion', 'umsetzung', 'maßnahmen', 'massnahmen'],
  ],
  ['pathway', 1, ['estrategia', 'losung', 'strategie']],
  ['issue', 1, ['probleme', 'problema', 'defi', 'enjeu', 'desafio', 'herausforderung']],
  ...COLUMNS.toReversed().map((column): [Column, number, string[]] => [column, 1, HEADER_WORDS[column]]),
];

/** Columns that a matrix often has besides, and that a word of theirs must not make one of the five. */
const OTHERS =
  /\b(indicators?|budget|cost|funding|resources?|priority(?! (?:area|issue|theme))|status|progress|outcomes?|outputs?|results?|impact|risks?|remarks?|comments?|notes?|evidence|verification|monitoring|kpis?|target(?! date)|baseline|source|reference|s\/?n|no\.?|#|sr\.?|serial|id|start|began)(?=\W|$)/;

const NOISE = new Set('of the to for a an and by in on or be is are key main proposed required'.split(' '));

/** What one header cell stands for; small misspellings are forgiven ("Implmentation"). */
export function readHeaderCell(text: string): HeaderCell {
  return meaningsOf(text)[0] ?? NONE;
}

const NONE: HeaderCell = { column: null, weight: 0, role: null };

/** All that a header cell may stand for, the likeliest first: "Policy Measure" is an implementation or a pathway. */
function meaningsOf(text: string): HeaderCell[] {
  const folded = fold(text).replaceAll(/[*_`]/g, '');
  if (!folded || folded.length > 60 || OTHERS.test(folded)) return [];
  // "By" alone is "by when".
  if (folded === 'by' || folded === 'due') return [{ column: 'timeline', weight: 0.8, role: null }];
  const words = (
    folded.replaceAll(/\btime[ -]+(?=line|frame|scale)/g, 'time').match(/\p{L}+/gu) ?? []
  ).filter((word) => !NOISE.has(word));
  if (words.length === 0 || words.length > 6) return [];
  return WORDS.flatMap(([column, weight, known]) =>
    words.some((word) => known.some((other) => same(word, other)))
      ? [{ column, weight: weight - 0.05 * (words.length - 1), role: roleOf(column, folded) }]
      : [],
  );
}

/**
 * Matches the cells of a row to the five columns, each taken by the cell that fits it best.
 * @returns one entry per cell, or null where the row is no header: fewer than three of the five in it, or a cell
 *   too long for a header
 */
export function matchHeader(cells: string[]): HeaderCell[] | null {
  if (cells.length < 3 || cells.some((cell) => cell.length > 80)) return null;
  const read = cells.map(readHeaderCell);
  const matched = read.map((cell, index): HeaderCell => {
    const rivals = read.filter((other) => other.column === cell.column);
    const isBest =
      read.findIndex((r) => r.column === cell.column && r.weight === maxWeight(rivals)) === index;
    // "Lead agency" beside "Supporting agencies": both hold actors.
    const isBoth = cell.column === 'actors' && cell.role !== null && rivals.some((r) => r.role === 'lead');
    return isBest || isBoth ? cell : NONE;
  });
  takeSecondMeanings(cells, read, matched);
  const found = new Set(matched.flatMap((cell) => cell.column ?? []));
  return found.size >= 3 ? matched : null;
}

/** The texts of a row, among which a header that lost its first meaning to another may have its second. */
const TEXT_COLUMNS = new Set<Column | null>(['issue', 'pathway', 'implementation']);

/** "Policy Measure" beside "Activities" is the pathway: weighed so low that it is said to be read by likeness. */
function takeSecondMeanings(cells: string[], read: HeaderCell[], matched: HeaderCell[]): void {
  for (const [index, cell] of matched.entries()) {
    if (cell.column || !TEXT_COLUMNS.has(read[index].column)) continue;
    const second = meaningsOf(cells[index]).find(
      ({ column }) => TEXT_COLUMNS.has(column) && matched.every((other) => other.column !== column),
    );
    if (second) matched[index] = { ...second, weight: Math.min(second.weight, 0.7) };
  }
}

function maxWeight(cells: HeaderCell[]): number {
  return Math.max(...cells.map((cell) => cell.weight));
}

function roleOf(column: Column, folded: string): HeaderCell['role'] {
  if (column !== 'actors') return null;
  if (/\blead(?:ing)?\b/.test(folded) && !/\bsupport/.test(folded)) return 'lead';
  return /\b(support(?:ing)?|partners?|others?)\b/.test(folded) ? 'support' : null;
}

function same(word: string, known: string): boolean {
  if (word === known) return true;
  if (known.length < 6) return false;
  const limit = known.length < 9 ? 1 : 2;
  return word[0] === known[0] && editDistance(word, known, limit) <= limit;
}
