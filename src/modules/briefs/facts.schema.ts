import { PROGRESS, RESPONSES, SECTIONS, SOURCE_KINDS, TIMELINESS } from './facts.js';

type Schema = { readonly [key: string]: unknown };

const text: Schema = { type: 'string' };
const flag: Schema = { type: 'boolean' };
const count: Schema = { type: 'integer', minimum: 0 };
const day: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
const partialDate: Schema = { type: 'string', pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' };
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const list = (items: Schema): Schema => ({ type: 'array', items });
const one = (...values: (string | number)[]): Schema =>
  values.length === 1 ? { const: values[0] } : { enum: values };
/** Every key is required and no other is allowed: what is unknown is null, so that nothing is left out by mistake. */
const object = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

const direction = one('ltr', 'rtl');
const progress = one(...PROGRESS);
const response = one(...RESPONSES);

const commonItem = {
  ref: text,
  publication: text,
  title: text,
  place: orNull(text),
  related: list(text),
  actors: list(ref('actor')),
  timeline: ref('timeline'),
  progress: ref('progress'),
  timeliness: object({ value: one(...TIMELINESS), days: orNull(count) }),
  evidence: list(ref('evidence')),
  baseline: list(ref('evidence')),
  lastSearch: orNull(object({ on: day, where: list(text), foundNothing: flag, isNew: flag })),
  commentary: orNull(text),
  moves: list(ref('move')),
};

const definitions: Record<string, Schema> = {
  publication: object({
    code: text,
    series: orNull(text),
    number: orNull(text),
    title: text,
    date: orNull(partialDate),
    publisher: orNull(text),
    authors: list(text),
    language: text,
    direction,
    classification: orNull(text),
    disclaimer: orNull(text),
  }),
  item: {
    anyOf: [
      object({ kind: one('action'), ...commonItem, issue: text, pathway: text, implementation: text }),
      object({ kind: one('recommendation'), ...commonItem, text }),
    ],
  },
  actor: object({
    name: text,
    qualifier: orNull(text),
    lead: flag,
    unnamedGroup: flag,
    response: object({ value: response, on: orNull(day), words: orNull(text) }),
  }),
  due: object({
    on: day,
    precision: one('day', 'month'),
    basis: one('derived', 'stated', 'announced', 're_estimated', 'set_by_us', 'corrected'),
  }),
  timeline: object({
    kind: one('none_in_source', 'ongoing', 'from_actions', 'set_by_us', 'from_source'),
    text: orNull(text),
    window: orNull(
      object({ min: orNull(count), max: orNull(count), unit: one('day', 'week', 'month', 'year') }),
    ),
    startsOn: orNull(day),
    firstDue: orNull(ref('due')),
    due: orNull(ref('due')),
    reason: orNull(text),
    revisions: count,
    slippageDays: { type: 'integer' },
  }),
  progress: object({
    value: progress,
    on: orNull(day),
    confirmed: flag,
    awaitingSecondReading: flag,
    objection: orNull(object({ actor: text, on: day, text })),
  }),
  evidence: object({
    happenedOn: partialDate,
    recordedOn: day,
    shows: one('progress', 'no_progress', 'reversal', 'background'),
    text,
    quote: orNull(object({ text, place: orNull(text) })),
    notes: list(count),
    correctedOn: orNull(day),
    isNew: flag,
  }),
  move: {
    anyOf: [
      object({
        kind: one('progress'),
        on: day,
        from: progress,
        to: progress,
        confirmed: flag,
        notes: list(count),
      }),
      object({
        kind: one('due'),
        on: day,
        from: orNull(ref('due')),
        to: orNull(ref('due')),
        actor: orNull(text),
        reason: orNull(text),
      }),
      object({ kind: one('response'), on: day, actor: text, from: response, to: response }),
      object({ kind: one('new'), on: day }),
      object({ kind: one('corrected'), on: day, happenedOn: partialDate, text }),
      object({ kind: one('past_due'), on: day, dueOn: day }),
    ],
  },
  source: object({
    note: { type: 'integer', minimum: 1 },
    title: text,
    publisher: orNull(text),
    author: orNull(text),
    date: orNull(partialDate),
    url: orNull(text),
    archivedUrl: orNull(text),
    kind: orNull(one(...SOURCE_KINDS)),
    standing: orNull({
      anyOf: [
        object({ kind: one('first_hand') }),
        object({ kind: one('reporting'), whom: orNull(text) }),
        object({ kind: one('party') }),
      ],
    }),
  }),
};

/**
 * The published JSON Schema (2020-12) of `BriefFacts`, version 1. Version 1 never changes its meaning: a key that is
 * added, taken away or read differently makes version 2, and readers of stored briefs keep both.
 */
export const briefFactsSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://heed.invalid/schemas/brief-facts-1.json',
  title: 'BriefFacts',
  description: 'What a progress brief of Heed says. It has no place for the name of a member of staff.',
  ...object({
    schemaVersion: one(1),
    number: orNull(text),
    status: one('draft', 'final'),
    organisation: object({ name: text }),
    title: text,
    subject: {
      anyOf: [
        object({ kind: one('publication'), code: text }),
        object({ kind: one('filter'), description: text }),
      ],
    },
    publications: list(ref('publication')),
    period: object({ from: day, to: day }),
    since: orNull(object({ number: text, on: day })),
    replaces: orNull(object({ number: text, on: day })),
    approvedOn: orNull(day),
    asOf: day,
    audience: {
      anyOf: [
        object({ kind: one('internal') }),
        object({ kind: one('public') }),
        object({ kind: one('recipient'), name: text }),
      ],
    },
    leftOut: flag,
    language: text,
    direction,
    coverText: orNull(text),
    commentary: orNull(text),
    sections: list(object({ id: one(...SECTIONS), commentary: orNull(text) })),
    dueSoonDays: count,
    summary: object({
      items: count,
      byProgress: object(Object.fromEntries(PROGRESS.map((value) => [value, count]))),
      pastDue: count,
      newlyPastDue: count,
      dueSoon: count,
      moved: count,
      evidenceRecorded: count,
      searchedNothingFound: count,
      awaitingSecondReading: count,
    }),
    items: list(ref('item')),
    sources: list(ref('source')),
  }),
  $defs: definitions,
};
