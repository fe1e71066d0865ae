import type { Reading } from '../../src/modules/imports/reader/reading.js';

/** What a document of the corpus must be read as; what is left out is not compared. */
export interface Expected {
  /** The document, where it is not the file beside this one: relative to this one. */
  document?: string;
  shape?: string;
  /** What the reader is told besides. */
  fiscalYearStartMonth?: number;
  publication?: Partial<Reading['publication']>;
  recommendations?: (string | ExpectedRecommendation)[];
  actions?: ExpectedAction[];
  notes?: {
    count: number;
    urls?: string[];
    /** For each note the lines or paragraphs that cite it. */
    citedAt?: number[][];
  };
}

type ExpectedRecommendation = Partial<Omit<Reading['recommendations'][number], 'timeline' | 'at'>> & {
  /** Verbatim, and the day derived from it. */
  timeline?: string | null;
  dueOn?: string | null;
  /** Only that it is below 1. */
  isSuggested?: boolean;
};

interface ExpectedAction {
  issue?: string;
  pathway?: string;
  implementation?: string;
  actorsText?: string;
  timeline?: string | null;
  /** Names, in their order. */
  actors?: string[];
  dueOn?: string | null;
  term?: string | null;
  countedFrom?: string | null;
  /** The name in the lead. */
  lead?: string | null;
  extra?: Record<string, string>;
}

/** One thing compared: a cell, a fact, a recommendation. */
export interface Compared {
  path: string;
  kind: 'fact' | 'row' | 'cell' | 'recommendation' | 'note';
  isRight: boolean;
  /** Whether a warning points at it, at its row or at the whole list. */
  isWarned: boolean;
  expected: unknown;
  found: unknown;
}

/** Compares a reading with what was expected; white space counts for nothing but as the end of a word. */
export function compare(expected: Expected, reading: Reading): Compared[] {
  return [
    ...facts(expected, reading),
    ...recommendations(expected, reading),
    ...actions(expected, reading),
    ...notes(expected, reading),
  ];
}

function facts({ publication = {} }: Expected, reading: Reading): Compared[] {
  return Object.entries(publication).map(([name, value]) => {
    const found = reading.publication[name as keyof Reading['publication']];
    return compared('fact', `publication.${name}`, value, found, reading);
  });
}

function recommendations({ recommendations: wanted }: Expected, reading: Reading): Compared[] {
  if (!wanted) return [];
  const rows = wanted.flatMap((one, index): Compared[] => {
    const found = reading.recommendations[index];
    const parts = typeof one === 'string' ? { text: one } : one;
    return Object.entries(parts).map(([name, value]) =>
      compared('recommendation', `recommendations[${index}].${name}`, value, partOf(found, name), reading),
    );
  });
  return [
    ...rows,
    compared('row', 'recommendations', wanted.length, reading.recommendations.length, reading),
  ];
}

function partOf(found: Reading['recommendations'][number] | undefined, name: string): unknown {
  if (name === 'timeline') return found?.timeline?.text ?? null;
  if (name === 'dueOn') return found?.timeline?.dueOn ?? null;
  if (name === 'isSuggested') return (found?.confidence ?? 1) < 1;
  return found?.[name as keyof typeof found];
}

function actions({ actions: wanted }: Expected, reading: Reading): Compared[] {
  if (!wanted) return [];
  const cells = wanted.flatMap((row, index): Compared[] => {
    const found = reading.actions[index];
    const path = `actions[${index}]`;
    const values: Record<string, unknown> = found && {
      issue: found.issue,
      pathway: found.pathway,
      implementation: found.implementation,
      actorsText: found.actorsText,
      timeline: found.timeline?.text ?? null,
      dueOn: found.timeline?.dueOn ?? null,
      actors: found.actors.map(({ name }) => name),
      term: found.timeline?.term ?? null,
      countedFrom: found.timeline?.countedFrom ?? null,
      lead: found.actors.find(({ lead }) => lead)?.name ?? null,
      extra: found.extra,
    };
    return Object.entries(row).map(([name, value]) => {
      const column = COLUMN_OF[name] ?? name;
      return compared('cell', `${path}.${name}`, value, values?.[name], reading, `${path}.${column}`);
    });
  });
  return [...cells, compared('row', 'actions', wanted.length, reading.actions.length, reading)];
}

const COLUMN_OF: Record<string, string> = {
  actorsText: 'actors',
  lead: 'actors',
  dueOn: 'timeline',
  term: 'timeline',
  countedFrom: 'timeline',
};

function notes({ notes: wanted }: Expected, reading: Reading): Compared[] {
  if (!wanted) return [];
  const urls = reading.notes.flatMap(({ url, sameAs }) => (url && !sameAs ? [url] : []));
  return [
    compared('note', 'notes.count', wanted.count, reading.notes.length, reading, 'notes'),
    ...(wanted.urls ?? []).map((url, index) =>
      compared('note', `notes.urls[${index}]`, url, urls[index], reading, 'notes'),
    ),
    ...(wanted.citedAt ?? []).map((places, index) => {
      const found = reading.notes[index]?.citedAt.map((at) =>
        'line' in at ? at.line : 'paragraph' in at ? at.paragraph : 0,
      );
      return compared('note', `notes[${index}].citedAt`, places, found, reading, `notes[${index}]`);
    }),
  ];
}

function compared(
  kind: Compared['kind'],
  path: string,
  expected: unknown,
  found: unknown,
  reading: Reading,
  warnedAt = path,
): Compared {
  const isRight = JSON.stringify(plain(expected)) === JSON.stringify(plain(found));
  const row = /^\w+\[\d+\]/.exec(path)?.[0];
  const isWarned = reading.warnings.some(
    ({ at }) =>
      at === warnedAt || at === row || at === warnedAt.split(/[.[]/)[0] || at.startsWith(`${warnedAt}[`),
  );
  return { path, kind, isRight, isWarned, expected, found };
}

function plain(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]): [unknown, unknown] => [plain(key), plain(inner)])
      .toSorted(([a], [b]) => String(a).localeCompare(String(b))),
  );
}
