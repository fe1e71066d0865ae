import type { BriefFacts } from '../../../src/modules/briefs/facts.js';
import { type TestApp, type TestPerson, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { type MadePublication, makePublication, recordEvidence } from '../../support/data.js';

let heed: TestApp;
let people: Record<'writer' | 'manager' | 'second' | 'viewer', TestPerson>;
let writing: TestClient;
let manager: TestClient;
let second: TestClient;
let viewer: TestClient;
let canals: MadePublication;
let gates: string;
let dredging: string;

const api = '/api/v1/briefs';
const wish = (over: object = {}) => ({
  title: 'Canals: what became of it',
  periodFrom: '2026-01-01',
  periodTo: '2026-08-12',
  audience: 'internal',
  commentary: 'The gates are the matter now.',
  comments: [],
  ...over,
});

/** Sessions end with time: whoever works on another day signs in again. */
async function on(time: string) {
  heed.clock.set(time);
  writing = await heed.signIn(people.writer);
  manager = await heed.signIn(people.manager);
  second = await heed.signIn(people.second);
  viewer = await heed.signIn(people.viewer);
}

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-08-12' });
  const teamId = await heed.team('Waterways');
  people = {
    writer: await heed.person({ role: 'contributor', teamId, name: 'Wilhelmina Writer' }),
    manager: await heed.person({ role: 'manager', teamId, name: 'Magnus Manager' }),
    second: await heed.person({ role: 'manager', name: 'Sabine Second' }),
    viewer: await heed.person({ role: 'viewer' }),
  };
  heed.clock.set('2026-02-01T09:00:00Z');
  canals = await makePublication(heed.app, {
    by: people.writer,
    number: '11',
    title: 'Canals that carry again',
    classification: 'public',
    actions: [{ window: { max: 6 } }, { window: { max: 9 } }, { window: { max: 24 } }],
  });
  [gates, dredging] = canals.actions.map(({ ref }) => ref) as [string, string];
  heed.clock.set('2026-08-10T09:00:00Z');
  await recordEvidence(heed.app, people.writer, {
    eventOn: '2026-07-01',
    text: 'The ministry ordered gates.',
    effects: [{ item: gates, shows: 'progress', progressTo: 'in_progress' }],
  });
  await on('2026-08-12T09:00:00Z');
});
afterAll(() => heed?.close());

async function made(over: object = {}): Promise<{ id: number; version: number }> {
  const answer = await writing.api('POST', `${api}?publication=${canals.publication.id}`, wish(over));
  expect(answer.status).toBe(201);
  return answer.json();
}
const versionOf = async (id: number) =>
  (await manager.api('GET', `${api}/${id}`)).json<{ version: number }>().version;
const step = async (client: TestClient, id: number, end: string, body: object = {}) =>
  client.api('POST', `${api}/${id}/${end}`, body, { 'if-match': `"${await versionOf(id)}"` });
const factsOf = async (id: number) => (await manager.api('GET', `${api}/${id}/facts`)).json<BriefFacts>();

async function issued(over: object = {}): Promise<number> {
  const { id } = await made(over);
  expect((await step(writing, id, 'submissions')).status).toBe(204);
  const answer = await step(manager, id, 'approvals', { verdict: 'approved' });
  expect([answer.status, answer.text]).toEqual([204, '']);
  return id;
}
const download = async (id: number, format: string) => {
  const cookie = [...manager.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  const response = await fetch(`${heed.baseUrl}/briefs/${id}/brief.${format}`, { headers: { cookie } });
  return { headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
};
const keptFile = async (id: number, format: string) => {
  const [{ content }] = await heed.ownerDataSource.query<[{ content: Buffer }]>(
    'SELECT content FROM brief_file JOIN stored_file USING (sha256) WHERE brief_id = $1 AND format = $2',
    [id, format],
  );
  return content;
};

test('a brief is submitted, approved by a second person, numbered, and stays byte for byte as it went out', async () => {
  const { id } = await made();
  const page = await writing.get(`/briefs/${id}`);
  expect(page.text).toContain('Submit for approval');
  expect((await step(writing, id, 'submissions')).status).toBe(204);

  // What the second person reads is what was submitted, whatever is recorded meanwhile.
  await recordEvidence(heed.app, people.writer, {
    eventOn: '2026-08-11',
    text: 'A dredger arrived.',
    effects: [{ item: dredging, shows: 'progress', progressTo: 'in_progress' }],
  });
  expect((await manager.get('/')).text).toMatch(/1<\/\w+>[^]{0,80}brief to approve/);
  expect((await manager.get('/briefs?state=awaiting_approval')).text).toContain(`/briefs/${id}`);
  expect((await writing.get('/')).text).not.toContain('to approve');
  const awaiting = await manager.get(`/briefs/${id}`);
  expect(awaiting.text).toContain('Submitted by Wilhelmina Writer');
  expect(awaiting.text).toContain('The ministry ordered gates.');
  expect(awaiting.text).not.toContain('A dredger arrived.');
  expect((await writing.get(`/briefs/${id}`)).text).not.toContain('Approve and issue');

  expect((await step(manager, id, 'approvals', { verdict: 'approved' })).status).toBe(204);
  const facts = await factsOf(id);
  expect(facts).toMatchObject({ number: '1', status: 'final', approvedOn: '2026-08-12', since: null });
  const before = await download(id, 'pdf');
  expect(before.headers.get('content-disposition')).toContain('progress-1-2026-08-12.pdf');
  expect((await manager.get(`/briefs/${id}/brief.md`)).text).toContain('Progress brief 1');

  // Later changes of the tracker, and of the organisation's name, do not reach it.
  await on('2026-09-20T09:00:00Z');
  await recordEvidence(heed.app, people.writer, {
    eventOn: '2026-09-01',
    text: 'The first gate closes.',
    effects: [{ item: gates, shows: 'progress', progressTo: 'partially_implemented' }],
  });
  for (const format of ['pdf', 'docx', 'xlsx', 'html', 'md', 'csv', 'json'])
    expect((await download(id, format)).bytes).toEqual(await keptFile(id, format));
  expect((await download(id, 'pdf')).bytes).toEqual(before.bytes);
  expect(await factsOf(id)).toEqual(facts);
  const list = await viewer.get('/briefs');
  expect(list.text).toContain('No. 1');
  const entries = await heed.ownerDataSource.query<{ action: string }[]>(
    `SELECT action FROM history_entry WHERE subject_type = 'progress_brief' AND subject_id = $1 ORDER BY seq`,
    [id],
  );
  expect(entries.map(({ action }) => action)).toEqual(['brief.created', 'brief.submitted', 'brief.approved']);

  // The row itself refuses, even its owner.
  await expect(
    heed.ownerDataSource.query(`UPDATE progress_brief SET title = 'x' WHERE id = $1`, [id]),
  ).rejects.toThrow(/never changes/);
  const changed = await writing.api('PUT', `${api}/${id}`, wish(), {
    'if-match': `"${await versionOf(id)}"`,
  });
  expect(changed.status).toBe(409);
  await on('2026-08-12T10:00:00Z');
});

test('nobody approves a brief of their own, and sending back needs a reason that its writer then reads', async () => {
  const scope = `publication=${canals.publication.id}`;
  const own = (await manager.api('POST', `${api}?${scope}`, wish())).json<{ id: number }>();
  expect((await step(manager, own.id, 'submissions')).status).toBe(204);
  const refused = await step(manager, own.id, 'approvals', { verdict: 'approved' });
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('another manager')]);
  expect((await step(writing, own.id, 'approvals', { verdict: 'approved' })).status).toBe(403);

  const { id } = await made();
  await step(writing, id, 'submissions');
  const page = await manager.post(`/briefs/${id}/approvals`, {
    version: await versionOf(id),
    verdict: 'sent_back',
    reason: '',
  });
  expect([page.status, page.text]).toEqual([422, expect.stringContaining('Say what must be put right.')]);
  const back = await manager.post(`/briefs/${id}/approvals`, {
    version: await versionOf(id),
    verdict: 'sent_back',
    reason: 'The title promises too much.',
  });
  expect(back.status).toBe(303);
  const draft = await writing.get(`/briefs/${id}`);
  expect(draft.text).toContain('The title promises too much.');
  expect(draft.text).toContain('Save and rebuild');
  // Submitted again it no longer says so; then it is taken back.
  expect((await step(writing, id, 'submissions')).status).toBe(204);
  expect((await manager.get(`/briefs/${id}`)).text).not.toContain('promises too much');
  expect((await step(writing, id, 'withdrawals')).status).toBe(204);
});

test('the next brief tells what that one did not, and nothing twice, even of the same day', async () => {
  await on('2026-08-12T11:00:00Z');
  const first = await issued();
  // The same day, after it was issued.
  await recordEvidence(heed.app, people.writer, {
    eventOn: '2026-08-12',
    text: 'On the very day, a second dredger.',
    effects: [{ item: dredging, shows: 'progress' }],
  });
  await on('2026-11-22T09:00:00Z');
  await recordEvidence(heed.app, people.writer, {
    eventOn: '2026-11-01',
    text: 'All gates close.',
    effects: [{ item: gates, shows: 'progress', progressTo: 'implemented' }],
  });
  const form = await writing.get(`/briefs/new?publication=${canals.publication.id}`);
  expect(form.text).toMatch(/<option[^>]*selected[^>]*>since progress brief \d+ of 12 Aug 2026/);
  const { id } = await made({ periodTo: '2026-11-22', sinceId: first });
  const facts = await factsOf(id);
  expect(facts.since).toEqual({ number: (await factsOf(first)).number, on: '2026-08-12' });
  expect(facts.period).toEqual({ from: '2026-08-12', to: '2026-11-22' });
  const of = (ref: string) => facts.items.find((item) => item.ref === ref)!;
  const news = (ref: string) =>
    of(ref)
      .evidence.filter(({ isNew }) => isNew)
      .map(({ text }) => text);
  expect(news(dredging)).toEqual(['On the very day, a second dredger.']);
  expect(news(gates)).toContain('All gates close.');
  expect(news(gates)).not.toContain('The ministry ordered gates.');
  // The claim waits for its second reading: what was confirmed last is what goes out.
  expect(of(gates).progress.value).not.toBe('implemented');
  expect(of(gates).progress.awaitingSecondReading).toBe(true);
  expect(of(dredging).moves).toEqual([{ kind: 'past_due', on: '2026-10-01', dueOn: '2026-09-30' }]);
  expect(of(canals.actions[2].ref).moves).toEqual([]);
  expect(facts.summary.newlyPastDue).toBe(1);
  const markdown = (await writing.get(`/briefs/${id}/brief.md`)).text;
  expect(markdown).toMatch(/What changed since progress brief \S+ \(12 Aug 2026\)/);
  expect(markdown).toContain('One item is unchanged');
  const foreign = await writing.api('POST', api, wish({ sinceId: first }));
  expect(foreign.status).toBe(422);
});

test('a correction is a revised brief that names the one it replaces', async () => {
  const first = await issued({ periodTo: '2026-11-22' });
  const number = (await factsOf(first)).number!;
  const answer = await writing.post(`/briefs/${first}/revisions`, {});
  const id = Number(/\/briefs\/(\d+)/.exec(answer.location!)![1]);
  expect((await writing.api('POST', `${api}/${first}/revisions`)).status).toBe(409);
  await step(writing, id, 'submissions');
  expect((await step(second, id, 'approvals', { verdict: 'approved' })).status).toBe(204);
  const facts = await factsOf(id);
  expect(facts).toMatchObject({ number: `${number}.1`, replaces: { number, on: '2026-11-22' } });
  expect((await viewer.get(`/briefs/${id}/brief.md`)).text).toContain(
    `corrects and replaces progress brief ${number}`,
  );
  expect((await viewer.get(`/briefs/${first}`)).text).toContain(`Replaced by no. ${number}.1`);
  expect((await factsOf(first)).number).toBe(number);
});

test('to whom and when it was sent is kept', async () => {
  const id = await issued({
    periodTo: '2026-11-22',
    audience: 'recipient',
    recipient: 'Committee on Canals',
  });
  const ahead = await writing.post(`/briefs/${id}/dispatches`, {
    recipient: 'Committee on Canals',
    sentOn: '2027-01-01',
  });
  expect([ahead.status, ahead.text]).toEqual([422, expect.stringContaining('has not come yet')]);
  const sent = await writing.post(`/briefs/${id}/dispatches`, {
    recipient: 'Committee on Canals',
    sentOn: '2026-11-21',
    how: 'by post',
  });
  expect(sent.status).toBe(303);
  const page = await viewer.get(`/briefs/${id}`);
  expect(page.text).toContain('by post');
  const json = JSON.stringify(await factsOf(id));
  for (const name of ['Wilhelmina', 'Magnus']) expect(json).not.toContain(name);
});

test('who may not see all that a submitted brief holds does not know of it', async () => {
  await recordEvidence(heed.app, people.writer, {
    eventOn: '2026-11-20',
    text: 'A letter in confidence.',
    classification: 'confidential',
    effects: [{ item: gates, shows: 'background' }],
  });
  const id = await issued({ periodTo: '2026-11-22', title: 'With a letter' });
  expect((await manager.get(`/briefs/${id}/brief.md`)).text).toContain('A letter in confidence.');
  for (const path of [`/briefs/${id}`, `/briefs/${id}/brief.pdf`])
    expect((await viewer.get(path)).status).toBe(404);
  expect((await viewer.get('/briefs')).text).not.toContain('With a letter');
});

test('two approvals at once give two numbers', async () => {
  const drafts = [await made({ periodTo: '2026-11-22' }), await made({ periodTo: '2026-11-22' })];
  for (const { id } of drafts) await step(writing, id, 'submissions');
  const answers = await Promise.all(
    drafts.map(({ id }) => step(manager, id, 'approvals', { verdict: 'approved' })),
  );
  expect(answers.map(({ status }) => status)).toEqual([204, 204]);
  const numbers = await Promise.all(drafts.map(async ({ id }) => (await factsOf(id)).number));
  expect(new Set(numbers).size).toBe(2);
});

test('the editor chooses sections, their order and what is said under each', async () => {
  const { id } = await made({
    periodTo: '2026-11-22',
    coverText: 'For the **committee** only.',
    sections: [
      { id: 'matrix', include: true, position: 2 },
      { id: 'past_due', include: true, position: 1, commentary: 'Two dates passed.' },
      { id: 'searches', include: false },
    ],
  });
  const { text } = await writing.get(`/briefs/${id}/brief.md`);
  const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(['Where things stand', 'Past due', 'Action matrix', 'Sources']);
  expect(text).toMatch(/For the \*\*committee\*\* only\./);
  expect(text).toMatch(/## Past due\s+Two dates passed\./);
  const page = await writing.get(`/briefs/${id}`);
  expect(page.text).toMatch(/name="sections\[0\]\[id\]" value="past_due"/);
  const twice = await writing.api('POST', `${api}?publication=${canals.publication.id}`, {
    ...wish(),
    sections: [
      { id: 'matrix', include: true },
      { id: 'matrix', include: true },
    ],
  });
  expect([twice.status, twice.text]).toEqual([422, expect.stringContaining('only once')]);
});
