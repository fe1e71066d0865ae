import { extractText, getDocumentProxy } from 'unpdf';
import mammoth from 'mammoth';
import { readSheet } from 'read-excel-file/node';
import { parse } from 'csv-parse/sync';
import { ReadingsService } from '../../../src/modules/evidence/index.js';
import { DueRevisionsService } from '../../../src/modules/tracking/index.js';
import type { BriefFacts, ItemFacts } from '../../../src/modules/briefs/facts.js';
import { type TestApp, type TestPerson, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { type MadePublication, makePublication, recordEvidence } from '../../support/data.js';

let test: TestApp;
let manager: TestClient;
let viewer: TestClient;
let team: number;
let writer: TestPerson;
let canals: MadePublication;

const form = (over: object = {}) => ({
  title: 'Canals: progress, third quarter',
  periodFrom: '2026-08-01',
  periodTo: '2026-11-22',
  audience: 'internal',
  recipient: '',
  commentary: 'The **gates** are the matter now.',
  comments: [],
  ...over,
});

beforeAll(async () => {
  test = await startTestApp({ today: '2026-11-22' });
  team = await test.team('Waterways');
  writer = await test.person({ role: 'contributor', teamId: team, name: 'Wilhelmina Writer' });
  manager = await test.signIn(await test.person({ role: 'manager', teamId: team, name: 'Magnus Manager' }));
  viewer = await test.signIn('viewer');
  test.clock.set('2026-02-01T09:00:00Z');
  canals = await makePublication(test.app, {
    by: writer,
    number: '11',
    title: 'Canals that carry again',
    classification: 'public',
    recommendations: [{ text: 'The ministry should mend the lock gates before the winter.' }],
    actions: [
      {
        window: { max: 6 },
        carriesOut: [1],
        actors: [{ name: 'Ministry of Canals', qualifier: 'where feasible' }],
      },
      { window: { max: 12 } },
      { window: { max: 24 }, classification: 'confidential', issue: 'The dredging contract smells.' },
    ],
  });
  const [gates, dredging] = canals.actions.map(({ ref }) => ref) as [string, string];
  test.clock.set('2026-04-10T09:00:00Z');
  await recordEvidence(test.app, writer, {
    eventOn: '2025-06-01',
    text: 'The ministry counted its broken gates.',
    effects: [{ item: gates, shows: 'background' }],
  });
  test.clock.set('2026-09-01T09:00:00Z');
  await recordEvidence(test.app, writer, {
    eventOn: '2026-08-20',
    text: 'Work on the first gate began.',
    effects: [{ item: gates, progressTo: 'in_progress' }],
  });
  test.clock.set('2026-10-01T09:00:00Z');
  const claim = await recordEvidence(test.app, writer, {
    eventOn: '2026-09-25',
    text: 'The minister said that the dredging is done.',
    sources: [
      {
        title: 'Speech at the weir',
        url: null,
        publisher: null,
        publishedOn: null,
        kind: 'statement',
        standing: 'party',
      },
    ],
    effects: [{ item: dredging, progressTo: 'implemented' }],
  });
  expect(claim.refs).toEqual([dredging]);
  const [{ version }] = await test.dataSource.query<[{ version: number }]>(
    'SELECT version FROM item WHERE ref = $1',
    [dredging],
  );
  await test.app.get(DueRevisionsService).revise(writer, dredging, {
    kind: 'slipped',
    dueOn: '2027-03-31',
    precision: 'month',
    reason: 'The ministry announced a later end.',
    sourceUrl: 'https://canals.example/late',
    version,
  });
  test.clock.set('2026-11-22T12:00:00Z');
});
afterAll(() => test.close());

const newBrief = async (over: object = {}, scope = `publication=${canals.publication.id}`) => {
  const answer = await manager.post(`/briefs/new?${scope}`, form(over) as never);
  expect(answer.status).toBe(303);
  return Number(/\/briefs\/(\d+)/.exec(answer.location!)![1]);
};
const factsOf = async (id: number, client = manager) => {
  const answer = await client.api('GET', `/api/v1/briefs/${id}/facts`);
  expect(answer.status).toBe(200);
  return answer.json<BriefFacts & Record<string, unknown>>();
};
const item = (facts: BriefFacts, ref: string) => facts.items.find((one) => one.ref === ref) as ItemFacts;
const file = async (id: number, name: string, client = manager) => {
  const cookie = [...client.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  const response = await fetch(`${test.baseUrl}/briefs/${id}/${name}`, { headers: { cookie } });
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  };
};

describe('what a progress brief says', () => {
  it('tells progress as last confirmed, moves in the period, dates with their origin, and baseline apart', async () => {
    const facts = await factsOf(await newBrief());
    const [gates, dredging] = canals.actions.map(({ ref }) => item(facts, ref)) as [ItemFacts, ItemFacts];

    expect(gates.progress).toMatchObject({
      value: 'in_progress',
      on: '2026-09-01',
      awaitingSecondReading: false,
    });
    expect(gates.timeliness).toEqual({ value: 'past_due', days: 145 });
    expect(gates.timeline.due).toEqual({ on: '2026-06-30', precision: 'month', basis: 'derived' });
    expect(gates.timeline.window).toEqual({ min: 0, max: 6, unit: 'month' });
    expect(gates.actors[0]).toMatchObject({ name: 'Ministry of Canals', qualifier: 'where feasible' });
    expect(gates.baseline.map(({ happenedOn }) => happenedOn)).toEqual(['2025-06-01']);
    expect(gates.evidence.map(({ happenedOn, shows }) => [happenedOn, shows])).toEqual([
      ['2026-08-20', 'progress'],
    ]);
    expect(gates.moves).toEqual([
      expect.objectContaining({
        kind: 'progress',
        from: 'no_public_evidence',
        to: 'in_progress',
        on: '2026-09-01',
      }),
    ]);
    expect(gates.related).toEqual([canals.recommendations[0]!.ref]);

    // The claim waits for its second reading: what goes out is what was confirmed before.
    expect(dredging.progress).toMatchObject({ value: 'no_public_evidence', awaitingSecondReading: true });
    expect(dredging.timeline).toMatchObject({ slippageDays: 90, revisions: 1 });
    expect(dredging.timeline.firstDue).toEqual({ on: '2026-12-31', precision: 'month', basis: 'derived' });
    expect(dredging.moves).toEqual([
      expect.objectContaining({ kind: 'due', reason: 'The ministry announced a later end.' }),
    ]);
    expect(facts.sources.map(({ title }) => title)).toEqual(['Tender notice 4/26', 'Speech at the weir']);
    expect(facts.summary).toMatchObject({
      items: 4,
      pastDue: 1,
      moved: 2,
      evidenceRecorded: 2,
      awaitingSecondReading: 1,
    });
    expect(facts.publications[0]).toMatchObject({ date: '2025-12', title: 'Canals that carry again' });
  });

  it('prints the claim once a second person has confirmed it', async () => {
    const made = await makePublication(test.app, {
      by: writer,
      number: '12',
      actions: [{ window: { max: 6 } }],
    });
    const ref = made.actions[0]!.ref;
    const { updateId } = await recordEvidence(test.app, writer, {
      eventOn: '2026-05-05',
      effects: [{ item: ref, progressTo: 'implemented' }],
    });
    const [{ id }] = await test.dataSource.query<[{ id: number }]>(
      'SELECT id FROM effect WHERE update_id = $1',
      [updateId],
    );
    await test.app.get(ReadingsService).read(manager.person!, id, { verdict: 'confirmed', reason: null });
    const facts = await factsOf(await newBrief({}, `publication=${made.publication.id}`));
    expect(item(facts, ref).progress).toMatchObject({
      value: 'implemented',
      confirmed: true,
      on: '2026-11-22',
    });
    expect(item(facts, ref).timeliness).toEqual({ value: 'done_in_time', days: 56 });
    expect(item(facts, ref).moves).toContainEqual(
      expect.objectContaining({ from: 'no_public_evidence', to: 'implemented' }),
    );
  });

  it('leaves out what the audience or the reader may not see', async () => {
    const id = await newBrief({ audience: 'public' });
    const facts = await factsOf(id);
    const secret = canals.actions[2]!.ref;
    expect(facts.leftOut).toBe(true);
    expect(facts.items.map(({ ref }) => ref)).not.toContain(secret);

    const internal = await newBrief();
    expect((await factsOf(internal)).items.map(({ ref }) => ref)).toContain(secret);
    const theirs = await factsOf(internal, viewer);
    expect(theirs.items.map(({ ref }) => ref)).not.toContain(secret);
    for (const name of ['brief.html', 'brief.md', 'brief.csv', 'brief.json', ''])
      expect((await viewer.get(`/briefs/${internal}/${name}`.replace(/\/$/, ''))).text).not.toContain(
        'smells',
      );
  });

  it('builds over a filter, described in words without naming staff', async () => {
    const facts = await factsOf(await newBrief({}, `timeliness=past_due&owner=${writer.id}`));
    expect(facts.subject).toMatchObject({ kind: 'filter', description: expect.stringContaining('Past due') });
    expect(facts.items.every(({ timeliness }) => timeliness.value === 'past_due')).toBe(true);
    expect(JSON.stringify(facts)).not.toMatch(/Wilhelmina|Magnus/);
  });
});

describe('its files', () => {
  it('hold the same facts in every format, marked as a draft, without the names of staff', async () => {
    const gatesRef = canals.actions[0]!.ref;
    const id = await newBrief({ comments: [{ ref: gatesRef, text: 'Ask again in *January*.' }] });
    const facts = await factsOf(id);
    const pdf = await file(id, 'brief.pdf');
    const docx = await file(id, 'brief.docx');
    const texts: Record<string, string> = {
      html: (await file(id, 'brief.html')).bytes.toString('utf8'),
      md: (await file(id, 'brief.md')).bytes.toString('utf8'),
      pdf: (await extractText(await getDocumentProxy(new Uint8Array(pdf.bytes)), { mergePages: true })).text,
      docx: (await mammoth.extractRawText({ buffer: docx.bytes })).value,
    };
    for (const [format, text] of Object.entries(texts)) {
      const flat = text.replaceAll(/<[^>]*>|\\/g, '').replaceAll(/\s+/g, ' ');
      for (const { ref } of facts.items) expect([format, flat.includes(ref)]).toEqual([format, true]);
      for (const { title } of facts.sources) expect([format, flat.includes(title)]).toEqual([format, true]);
      expect([format, /draft/i.test(flat)]).toEqual([format, true]);
      expect([format, flat.includes('June 2026')]).toEqual([format, true]);
      expect([format, /Ask again in/.test(flat)]).toEqual([format, true]);
      expect(flat).not.toMatch(/Wilhelmina|Magnus/);
    }
    const rows = parse((await file(id, 'brief.csv')).bytes, { bom: true, columns: true }) as Record<
      string,
      string
    >[];
    expect(rows.map((row) => Object.values(row)[0])).toEqual(facts.items.map(({ ref }) => ref));
    const sheet = await readSheet((await file(id, 'brief.xlsx')).bytes, 2);
    expect(sheet.flat()).toContain(gatesRef);
  });

  it('come as files of their type, private; the page version has its own strict policy', async () => {
    const id = await newBrief();
    const pdf = await file(id, 'brief.pdf');
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+\.pdf"$/);
    expect(pdf.headers.get('cache-control')).toContain('no-store');
    const html = await file(id, 'brief.html?view');
    expect(html.headers.get('content-disposition')).toMatch(/^inline/);
    expect(html.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect((await file(id, 'brief.exe')).status).toBe(404);
  });

  it('export the list of items with its filter as CSV and XLSX', async () => {
    const csv = await manager.get('/items.csv?timeliness=past_due');
    expect(csv.headers.get('content-disposition')).toContain('heed-items.csv');
    expect(csv.text).toContain(canals.actions[0]!.ref);
    expect(csv.text).not.toContain(canals.actions[1]!.ref);
    expect((await viewer.get('/items.csv')).text).not.toContain('smells');
    expect((await manager.get('/items.xlsx')).status).toBe(200);
    expect((await manager.api('GET', '/api/v1/items.csv?progress=nonsense')).status).toBe(422);
  });
});

describe('making and changing one', () => {
  it('keeps what was typed and names the field when something is wrong', async () => {
    const answer = await manager.post(
      `/briefs/new?publication=${canals.publication.id}`,
      form({ periodFrom: '2026-11-30', title: 'Kept <title>' }) as never,
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('The period ends before it begins.');
    expect(answer.text).toContain('Kept &lt;title>');
    const impossible = await manager.post('/briefs/new', form({ periodTo: '2026-02-30' }) as never);
    expect(impossible.status).toBe(422);
    const count = 'SELECT count(*)::int AS n FROM progress_brief WHERE title LIKE $1';
    expect(await test.dataSource.query(count, ['Kept%'])).toEqual([{ n: 0 }]);
  });

  it('shows both versions to the second of two editors and loses neither', async () => {
    const id = await newBrief();
    const first = await manager.post(
      `/briefs/${id}`,
      form({ version: 1, commentary: 'First words' }) as never,
    );
    expect(first.status).toBe(303);
    const second = await manager.post(
      `/briefs/${id}`,
      form({ version: 1, commentary: 'Second words' }) as never,
    );
    expect(second.status).toBe(412);
    expect(second.text).toContain('First words');
    expect(second.text).toContain('Second words');
    const history = await test.dataSource.query<{ action: string }[]>(
      `SELECT action FROM history_entry WHERE subject_type = 'progress_brief' AND subject_id = $1 ORDER BY seq`,
      [String(id)],
    );
    expect(history.map(({ action }) => action)).toEqual(['brief.created', 'brief.changed']);
  });

  it('speaks If-Match over REST', async () => {
    const id = await newBrief();
    expect((await manager.api('PUT', `/api/v1/briefs/${id}`, form())).status).toBe(428);
    expect((await manager.api('PUT', `/api/v1/briefs/${id}`, form(), { 'if-match': '"9"' })).status).toBe(
      412,
    );
    const changed = await manager.api('PUT', `/api/v1/briefs/${id}`, form({ title: 'By REST' }), {
      'if-match': '"1"',
    });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
  });

  it('is refused to viewers, and unknown where its publication is hidden', async () => {
    const hidden = await makePublication(test.app, {
      by: writer,
      number: '13',
      classification: 'confidential',
    });
    const id = await newBrief({}, `publication=${hidden.publication.id}`);
    expect((await viewer.get(`/briefs/${id}`)).status).toBe(404);
    expect((await viewer.get('/briefs')).text).not.toContain(`/briefs/${id}`);
    expect((await viewer.post('/briefs/new', form() as never)).status).toBe(404);
    expect((await manager.get('/briefs/999999')).status).toBe(404);
  });
});
