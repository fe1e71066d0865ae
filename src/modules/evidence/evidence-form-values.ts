import type { FormValues } from '../../web/forms.js';
import type { UpdateView } from './evidence.query.js';

type Row = Record<string, unknown>;

/** The rows that stand under a name in a form's body; anything that is none is left out. */
export const rowsOf = (values: FormValues, name: string): Row[] =>
  Array.isArray(values[name])
    ? (values[name] as unknown[]).filter((row): row is Row => typeof row === 'object' && row !== null)
    : [];

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** References of the items that the form has chosen. */
export const chosenRefs = (values: FormValues): string[] =>
  rowsOf(values, 'effects').map((effect) => text(effect.item));

/**
 * What a button other than the last one asked for: a source or item more or less, or a search. The form is shown again
 * with everything kept. Null: the form was sent to be recorded.
 */
export function rearranged(body: FormValues): FormValues | null {
  const { add, remove, ...values } = body;
  if (add === undefined && remove === undefined) return null;
  const sources = rowsOf(values, 'sources');
  const effects = rowsOf(values, 'effects');
  if (add === 'sources') sources.push({});
  const wanted = text(values.addItem);
  if (add === 'effects' && wanted && !chosenRefs(values).includes(wanted)) effects.push({ item: wanted });
  const [, name, index] = /^(sources|effects)\[(\d{1,4})\]$/.exec(text(remove)) ?? [];
  if (name) (name === 'sources' ? sources : effects).splice(Number(index), 1);
  return { ...values, addItem: '', sources, effects };
}

const SOURCE_TEXTS = ['title', 'publisher', 'author', 'publishedOn', 'url', 'archivedUrl', 'standingOf'];

/** The body without what only the form itself needs, and without sources that were left empty. */
export function toRecord(body: FormValues): FormValues {
  const { addItem: _, itemSearch: __, ...values } = body;
  const sources = rowsOf(values, 'sources').filter((source) =>
    SOURCE_TEXTS.some((name) => text(source[name]) !== ''),
  );
  return { ...values, sources, effects: rowsOf(values, 'effects') };
}

/** What the form starts with when an update is put right: all as it was. */
export function valuesOf(update: UpdateView): FormValues {
  return {
    eventOn: update.eventOn,
    eventKnown: update.eventPrecision,
    text: update.text,
    classification: update.classification,
    sources: update.sources.map((source) => ({ ...source })),
    effects: update.effects.map((effect) => ({
      item: effect.ref,
      shows: effect.shows,
      quote: effect.quote,
      quotePlace: effect.quotePlace,
      // Where the item's progress rests on it, the correction has to say what holds.
      progressTo: effect.claim === null ? '' : effect.progressTo,
    })),
  };
}
