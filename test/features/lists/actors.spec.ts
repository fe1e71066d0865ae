import { ActorsService } from '../../../src/modules/actors/index.js';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePerson, makePublication } from '../../support/data.js';

let test: TestApp;
let staff: TestClient;
let viewer: TestClient;

beforeAll(async () => {
  test = await startTestApp();
  staff = await test.signIn('contributor');
  viewer = await test.signIn('viewer');
});
afterAll(() => test.close());

interface Actor {
  id: number;
  name: string;
  kind: string;
  aliases: string[];
  parent: { id: number; name: string } | null;
  successor: { id: number; name: string } | null;
  members: { id: number; name: string }[];
  predecessors: { id: number; name: string }[];
  version: number;
}

const history = (id: number) =>
  test.ownerDataSource.query<
    { action: string; actorId: number; before: object | null; after: object | null }[]
  >(
    `SELECT action, actor_id AS "actorId", before, after FROM history_entry JOIN history_payload USING (seq)
      WHERE subject_type = 'actor' AND subject_id = $1 ORDER BY seq`,
    [String(id)],
  );
const rowOf = async (id: number) =>
  (
    await test.ownerDataSource.query(
      'SELECT name, kind, parent_id, successor_id, version FROM actor WHERE id = $1',
      [id],
    )
  )[0];
const body = (name: string, more: object = {}) => ({
  name,
  kind: 'agency',
  parentId: null,
  successorId: null,
  ...more,
});
async function enter(name: string, more: object = {}): Promise<Actor> {
  const answer = await staff.api('POST', '/api/v1/actors', body(name, more));
  expect([name, answer.status]).toEqual([name, 201]);
  return answer.json<Actor>();
}
const alertOf = (html: string) =>
  /<div class="h-errors".*?<\/ul>/s.exec(html)?.[0].replaceAll(/<[^>]*>/g, ' ') ?? '';

describe('over the API', () => {
  it('enters an actor, with its place and version', async () => {
    const answer = await staff.api('POST', '/api/v1/actors', body('  Port Authority '));
    expect(answer.status).toBe(201);
    const actor = answer.json<Actor>();
    expect(answer.headers.get('location')).toBe(`/api/v1/actors/${actor.id}`);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(actor).toMatchObject({ name: 'Port Authority', kind: 'agency', aliases: [], version: 1 });
    expect(await rowOf(actor.id)).toMatchObject({ name: 'Port Authority', kind: 'agency', version: 1 });
    expect(await history(actor.id)).toMatchObject([{ action: 'actor.entered', actorId: staff.person?.id }]);
  });

  it('changes one only from the version that was read', async () => {
    const { id } = await enter('Harbour Board');
    const unconditional = await staff.api('PATCH', `/api/v1/actors/${id}`, body('X'));
    expect(unconditional.status).toBe(428);
    const stale = await staff.api('PATCH', `/api/v1/actors/${id}`, body('X'), { 'if-match': '"7"' });
    expect([stale.status, stale.json().currentVersion]).toEqual([412, 1]);
    const changed = await staff.api(
      'PATCH',
      `/api/v1/actors/${id}`,
      body('Harbour Trust', { kind: 'other' }),
      {
        'if-match': '"1"',
      },
    );
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect(await rowOf(id)).toMatchObject({ name: 'Harbour Trust', kind: 'other', version: 2 });
    expect((await history(id)).at(-1)).toMatchObject({
      action: 'actor.changed',
      before: { name: 'Harbour Board', kind: 'agency' },
      after: { name: 'Harbour Trust', kind: 'other' },
    });
  });

  it('links bodies: parent and members, successor and predecessors', async () => {
    const league = await enter('League');
    const members = await enter('League members', { parentId: league.id });
    const old = await enter('Old League', { successorId: league.id });
    expect(members.parent).toEqual({ id: league.id, name: 'League' });
    const seen = (await staff.api('GET', `/api/v1/actors/${league.id}`)).json<Actor>();
    expect(seen.members).toEqual([{ id: members.id, name: 'League members' }]);
    expect(seen.predecessors).toEqual([{ id: old.id, name: 'Old League' }]);
    const circle = await staff.api(
      'PATCH',
      `/api/v1/actors/${league.id}`,
      body('League', { parentId: members.id }),
      {
        'if-match': '"1"',
      },
    );
    expect([circle.status, circle.json<{ errors: { field: string }[] }>().errors[0].field]).toEqual([
      422,
      'parentId',
    ]);
    const nobody = await staff.api('POST', '/api/v1/actors', body('Orphan', { parentId: 999_999 }));
    expect([nobody.status, nobody.json<{ errors: { field: string }[] }>().errors[0].field]).toEqual([
      422,
      'parentId',
    ]);
  });

  it('gives a body other names, each to one body only', async () => {
    const { id } = await enter('River Police');
    const named = await staff.api('POST', `/api/v1/actors/${id}/aliases`, { alias: 'Water Police' });
    expect([named.status, named.json<Actor>().aliases]).toEqual([201, ['Water Police']]);
    expect((await history(id)).at(-1)).toMatchObject({
      action: 'actor.aliasAdded',
      after: { alias: 'Water Police' },
    });
    const other = await enter('Port Police');
    const taken = await staff.api('POST', `/api/v1/actors/${other.id}/aliases`, {
      alias: 'the WATER police',
    });
    expect([taken.status, taken.json().link]).toEqual([409, `/actors/${id}`]);
    const twin = await staff.api('POST', '/api/v1/actors', body('Water-Police'));
    expect(twin.status).toBe(409);
    const { actors } = (await staff.api('GET', '/api/v1/actors?q=water')).json<{ actors: Actor[] }>();
    expect(actors.map((actor) => actor.id)).toEqual([id]);
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: 'a'.repeat(301) }, 'name'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ name: '!!!' }, 'name'],
    [{ kind: 'king' }, 'kind'],
    [{ parentId: -1 }, 'parentId'],
    [{ bogus: 1 }, 'bogus'],
  ])('refuses %j and names the field', async (wrong, field) => {
    const answer = await staff.api('POST', '/api/v1/actors', { ...body('Fine'), ...wrong });
    expect(answer.status).toBe(422);
    expect(answer.json<{ errors: { field: string }[] }>().errors[0].field).toBe(field);
  });

  it('lets viewers read only', async () => {
    const { id } = await enter('Lock Keepers');
    expect((await viewer.api('GET', `/api/v1/actors/${id}`)).status).toBe(200);
    expect((await viewer.api('POST', '/api/v1/actors', body('Viewer’s own'))).status).toBe(403);
    expect((await viewer.api('PATCH', `/api/v1/actors/${id}`, body('X'), { 'if-match': '"1"' })).status).toBe(
      403,
    );
    expect((await viewer.api('POST', `/api/v1/actors/${id}/aliases`, { alias: 'X' })).status).toBe(403);
    const page = (await viewer.get(`/actors/${id}`)).text;
    expect(page).not.toContain('name="alias"');
    expect((await viewer.get('/actors/new')).status).toBe(404);
  });

  it('hides a body that is named only where one may not look, from changes too', async () => {
    const maker = await makePerson(test.app, { role: 'manager', teamId: await test.team() });
    await makePublication(test.app, {
      by: maker,
      classification: 'restricted',
      actions: [{ actors: ['Secret Bureau'] }],
    });
    const { id, version } = (
      await test.ownerDataSource.query<{ id: number; version: number }[]>(
        `SELECT id, version FROM actor WHERE name = 'Secret Bureau'`,
      )
    )[0];
    expect((await staff.api('GET', `/api/v1/actors/${id}`)).status).toBe(404);
    const change = await staff.api('PATCH', `/api/v1/actors/${id}`, body('Known Bureau'), {
      'if-match': `"${version}"`,
    });
    expect(change.status).toBe(404);
    expect((await staff.api('POST', `/api/v1/actors/${id}/aliases`, { alias: 'KB' })).status).toBe(404);
    expect((await staff.api('POST', '/api/v1/actors', body('Branch', { parentId: id }))).status).toBe(422);
    expect((await staff.get('/actors/new')).text).not.toContain('Secret Bureau');
    expect(await rowOf(id)).toMatchObject({ name: 'Secret Bureau' });
  });
});

describe('on its pages', () => {
  it('enters one and shows it', async () => {
    expect((await staff.get('/actors/new')).text).toContain('name="successorId"');
    const answer = await staff.post('/actors', {
      name: 'وزارتِ آب',
      kind: 'ministry',
      parentId: '',
      successorId: '',
    });
    expect(answer.status).toBe(303);
    const page = await staff.get(answer.location ?? '');
    expect(page.text).toContain('وزارتِ آب');
    expect(page.text).toContain('The actor is entered.');
  });

  it('shows a refused form as it was, with the field that is wrong', async () => {
    await enter('Taken Name');
    const answer = await staff.post('/actors', {
      name: 'taken  name',
      kind: 'igo',
      parentId: '',
      successorId: '',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="taken  name"');
    expect(answer.text).toMatch(/<option value="igo" selected/);
    expect(alertOf(answer.text)).toContain('Taken Name');
    const empty = await staff.post('/actors', { name: ' ', kind: 'igo' });
    expect([empty.status, empty.text.includes('href="#name"')]).toEqual([422, true]);
  });

  it('saves an edit, and shows both versions where somebody was quicker', async () => {
    const { id } = await enter('Old Words');
    const form = (await staff.get(`/actors/${id}`)).text;
    expect(form).toContain('name="version" value="1"');
    await test.app
      .get(ActorsService)
      .change(
        await makePerson(test.app),
        id,
        { name: 'Their Words', kind: 'igo', parentId: null, successorId: null },
        1,
      );
    const late = await staff.post(`/actors/${id}`, {
      name: 'My Words',
      kind: 'other',
      parentId: '',
      successorId: '',
      version: 1,
    });
    expect(late.status).toBe(412);
    expect(late.text).toContain('Their Words');
    expect(late.text).toContain('value="My Words"');
    expect(late.text).toContain('name="version" value="2"');
    expect(await rowOf(id)).toMatchObject({ name: 'Their Words', version: 2 });
    const again = await staff.post(`/actors/${id}`, {
      name: 'My Words',
      kind: 'other',
      parentId: '',
      successorId: '',
      version: 2,
    });
    expect([again.status, again.location]).toEqual([303, `/actors/${id}?done=actor.saved`]);
    expect(await rowOf(id)).toMatchObject({ name: 'My Words', version: 3 });
  });

  it('adds a name, or says whose it is', async () => {
    const { id } = await enter('Bridge Office');
    const added = await staff.post(`/actors/${id}/aliases`, { alias: 'Office of Bridges' });
    expect(added.status).toBe(303);
    expect((await staff.get(`/actors/${id}`)).text).toContain('Office of Bridges');
    const taken = await staff.post(`/actors/${id}/aliases`, { alias: 'Office of Bridges' });
    expect(taken.status).toBe(422);
    expect(taken.text).toContain('Bridge Office');
    expect((await staff.post(`/actors/999999/aliases`, { alias: 'X' })).status).toBe(404);
    expect((await history(id)).map(({ action }) => action)).toEqual(['actor.entered', 'actor.aliasAdded']);
  });
});
