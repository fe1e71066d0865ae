import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { timelineOfAction, timelineOfRecommendation } from '../../../src/modules/imports/derived-timeline.js';
import type { Reading } from '../../../src/modules/imports/reader/reading.js';
import { carriersOf } from '../../../src/modules/imports/review-rules.js';
import type { Review } from '../../../src/modules/imports/review.js';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { contributor, rowCounts } from '../import/support.js';

// SAFETY 16: what the review promises is what is stored, over documents of the corpus; a repeat adds nothing.

const CORPUS = join(import.meta.dirname, '../../corpus');
const FORMATS = ['docx', 'html', 'markdown', 'odt', 'pdf', 'text', 'xlsx', 'csv'];
const EACH = 2;
const seed = Number(process.env.HEED_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Some documents of each format, others at each run. */
const documents = FORMATS.filter((format) => existsSync(join(CORPUS, format))).flatMap((format) => {
  const files = readdirSync(join(CORPUS, format)).filter((name) => !/\.json$|expected/.test(name));
  return Array.from({ length: Math.min(EACH, files.length) }, (_, n) =>
    join(format, files[(seed + n * 7) % files.length]!),
  );
});

describe(`the preview of documents of the corpus (seed ${seed})`, () => {
  let heed: TestApp;
  let client: TestClient;
  let compared = 0;

  beforeAll(async () => {
    heed = await startTestApp();
    client = await contributor(heed);
  });
  afterAll(() => heed?.close());

  test.each([...new Set(documents)].map((file, index): [string, number] => [file, index]))(
    'of %s is what is stored',
    async (file, index) => {
      const form = new FormData();
      form.append(
        'file',
        new File([new Uint8Array(readFileSync(join(CORPUS, file)))], `brief${extname(file)}`),
      );
      const headers = { 'x-csrf-token': await client.csrf() };
      const brought = await client.send('POST', '/api/v1/imports', { body: form, headers });
      if (brought.status !== 201) {
        // Some are there to be refused.
        expect([413, 422]).toContain(brought.status);
        return;
      }
      const { id, reading, review } = brought.json<{ id: string; reading: Reading; review: Review }>();
      const publication = {
        number: `${index + 500}`,
        refPrefix: `P-${index + 500}`,
        title: review.publication.title || 'x',
      };
      Object.assign(review.publication, publication);
      const send = () =>
        client.api('POST', `/api/v1/imports/${id}/commit`, { publication }, { 'if-match': '"1"' });
      const committed = await send();
      const promised = promisedBy(review, reading);
      if (promised.length === 0) {
        expect(committed.json().errors ?? committed.json().code).toBeDefined();
        return;
      }
      expect([committed.status, committed.text]).toEqual([200, expect.any(String)]);
      expect(await storedOf(publication.refPrefix)).toEqual(promised);
      compared++;

      const before = await rowCounts(heed);
      expect((await send()).json()).toEqual(committed.json());
      expect(await rowCounts(heed)).toEqual(before);
    },
  );

  test('was compared with what is stored for most of them', () => {
    expect(compared).toBeGreaterThan(new Set(documents).size / 2);
  });

  const common = (ref: string, words: (string | null)[], timeline: ReturnType<typeof timelineOfAction>) => ({
    ref,
    words,
    text: timeline.text,
    term: timeline.term,
    starts: timeline.startsOn,
    due: timeline.dueOn,
    basis: timeline.dueOn ? timeline.basis : null,
  });

  function promisedBy(review: Review, reading: Reading) {
    const { refPrefix, date } = review.publication;
    const actions = review.actions.flatMap((row, n) => {
      if (!row.include) return [];
      const names = row.actors.map(({ name, qualifier, lead }) => `${name}|${qualifier}|${lead}`);
      const words = [row.issue, row.pathway, row.implementation];
      return { ...common(`${refPrefix}.A${n + 1}`, words, timelineOfAction(row, date)), actors: names };
    });
    const recommendations = review.recommendations.flatMap((row, n) => {
      if (!row.include) return [];
      const carriers = carriersOf(review, n).map((action) => timelineOfAction(action, date));
      const read = reading.recommendations[n]?.timeline ?? null;
      const timeline = timelineOfRecommendation(row, read, date, carriers);
      const words = [row.text, row.heading || null, row.addressee || null];
      return { ...common(`${refPrefix}.R${n + 1}`, words, timeline), actors: [] as string[] };
    });
    return [...actions, ...recommendations];
  }

  const storedOf = (refPrefix: string) =>
    heed.ownerDataSource.query(
      `SELECT i.ref,
              CASE i.kind WHEN 'action' THEN to_json(ARRAY[a.issue, a.pathway, a.implementation])
                          ELSE to_json(ARRAY[r.text, r.heading, r.addressee]) END AS words,
              i.timeline_text AS text, i.term, i.starts_on::text AS starts, i.due_on::text AS due, i.due_basis AS basis,
              coalesce((SELECT json_agg(ia.verbatim || '|' || coalesce(ia.qualifier, '') || '|' || ia.lead::text ORDER BY ia.position)
                          FROM item_actor ia WHERE ia.item_id = i.id), '[]') AS actors
         FROM item i LEFT JOIN action a ON a.item_id = i.id LEFT JOIN recommendation r ON r.item_id = i.id
        WHERE i.ref LIKE $1 ORDER BY i.kind = 'recommendation', i.position`,
      [`${refPrefix}.%`],
    );
});
