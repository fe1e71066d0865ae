import type { FormErrors, FormValues } from '../../web/forms.js';
import type { Translate } from '../../web/messages/index.js';
import type { UpdateView } from './evidence.query.js';
import type { InboxEntryView } from './inbox.query.js';

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

/** The passage of an entry for each item that has none of its own yet. */
export const withQuote = (values: FormValues, { quote }: InboxEntryView): FormValues => ({
  ...values,
  effects: rowsOf(values, 'effects').map((effect) => ({ quote, ...effect })),
});

/** What the form starts with when it comes from the inbox: what the entry knows of the source. */
export const valuesOfEntry = (entry: InboxEntryView, effects: Row[]): FormValues => ({
  inboxId: String(entry.id),
  sources: [
    {
      url: entry.url,
      title: entry.title,
      publisher: entry.publisher,
      publishedOn: entry.publishedOn,
    },
  ],
  effects,
});

/** Errors of repeated rows say which: "PB-11.A3: Choose one of the values offered." */
export function nameRows(errors: FormErrors, values: FormValues, t: Translate): FormErrors {
  const refs = chosenRefs(values);
  return Object.fromEntries(
    Object.entries(errors).map(([name, message]) => {
      const [, list, index] = /^(sources|effects)\[(\d+)\]/.exec(name) ?? [];
      const row =
        list === 'effects'
          ? refs[Number(index)]
          : list === 'sources' && rowsOf(values, 'sources').length > 1
            ? t('evidence.source', { number: Number(index) + 1 })
            : undefined;
      const says = !row || message.includes(row);
      return [name, says ? message : t('evidence.errorOf', { row, message })];
    }),
  );
}
