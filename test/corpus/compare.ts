import type { Reading } from '../../src/modules/imports/reader/reading.js';

/** What a document of the corpus must be read as; what is left out is not compared. */
export interface Expected {
  /** The document, where it is not the file beside this one: relative to this one. */
  document?: string;
  shape?: string;
  publication?: Partial<Reading['publication']>;
  recommendations?: (string | Partial<Reading['recommendations'][number]>)[];
  actions?: ExpectedAction[];
  notes?: { count: number; urls?: string[] };
}

interface ExpectedAction {
  issue?: string;
  pathway?: string;
  implementation?: string;
  actorsText?: string;
  timeline?: string | null;
  /** Names, in their order. */
  actors?: string[];
  dueOn?: string | null;
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
      compared(
        'recommendation',
        `recommendations[${index}].${name}`,
        value,
        found?.[name as keyof typeof found],
        reading,
      ),
    );
  });
  return [
    ...rows,
    compared('row', 'recommendations', wanted.length, reading.recommendations.length, reading),
  ];
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
      extra: found.extra,
    };
    return Object.entries(row).map(([name, value]) => {
      const column = name === 'actorsText' ? 'actors' : name === 'dueOn' ? 'timeline' : name;
      return compared('cell', `${path}.${name}`, value, values?.[name], reading, `${path}.${column}`);
    });
  });
  return [...cells, compared('row', 'actions', wanted.length, reading.actions.length, reading)];
}

function notes({ notes: wanted }: Expected, reading: Reading): Compared[] {
  if (!wanted) return [];
  const urls = reading.notes.flatMap(({ url, sameAs }) => (url && !sameAs ? [url] : []));
  return [
    compared('note', 'notes.count', wanted.count, reading.notes.length, reading, 'notes'),
    ...(wanted.urls ?? []).map((url, index) =>
      compared('note', `notes.urls[${index}]`, url, urls[index], reading, 'notes'),
    ),
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
