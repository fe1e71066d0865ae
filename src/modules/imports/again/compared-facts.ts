import type { Reading } from '../reader/reading.js';
import type { Review } from '../review.js';
import { dateOrNull } from '../review-dates.js';
import { type Found, factDifferences } from './differences.js';
import { asProposed } from './read-rows.js';
import type { Tracked } from './tracked.query.js';
import { plain } from './word-difference.js';

/** The facts of the publication that a document says otherwise, by name. */
export function factsOf(
  { publication, documents }: Tracked,
  review: Review,
  reading: Reading,
): [string, Found][] {
  const latest = documents[0];
  const base = latest ? factWords(asProposed(latest.reading).publication, latest.reading) : null;
  const read = factWords(review.publication, reading);
  const given = reading.publication;
  // What a document does not say is no difference from what was said here.
  if (!base && !given.classification) delete read.classification;
  if (!base && !given.language) delete read.language;
  const tracked = factWords({ ...publication }, publication);
  return [...factDifferences(tracked, read, base)].map(([field, one]) => [
    field,
    { ...one, isCertain: one.isCertain && one.after !== '' },
  ]);
}

type Facts = Pick<
  Review['publication'],
  | 'title'
  | 'series'
  | 'number'
  | 'date'
  | 'publisher'
  | 'authors'
  | 'language'
  | 'classification'
  | 'disclaimer'
>;

/** In the order in which they are shown. */
function factWords(
  facts: Facts,
  {
    notes,
    sections,
  }: { notes: { marker: string | null; text: string }[]; sections: { heading: string; level: number }[] },
): Record<string, string> {
  return {
    title: facts.title,
    series: facts.series,
    number: facts.number,
    date: dateOrNull(facts.date) ?? '',
    publisher: facts.publisher,
    authors: facts.authors.map(plain).filter(Boolean).join('; '),
    language: facts.language,
    classification: facts.classification,
    disclaimer: facts.disclaimer,
    sections: sections.map(({ heading }) => heading).join('\n'),
    notes: notes.map(({ marker, text }) => `${marker ?? ''} ${text}`.trim()).join('\n'),
  };
}
