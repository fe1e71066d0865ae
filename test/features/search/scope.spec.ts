import type { CurrentUser } from '../../../src/shared/permissions.js';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import {
  type MadePublication,
  makeActor,
  makePerson,
  makePublication,
  makeTeam,
  recordEvidence,
} from '../../support/data.js';
import { servicesOf } from '../track/track-support.js';
import { found, search } from './search-support.js';

let heed: TestApp;
let clients: Record<'viewer' | 'own' | 'other' | 'manager' | 'granted', TestClient>;
let maker: CurrentUser;
let open: MadePublication;
let team: number;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  const app = servicesOf(heed);
  team = (await makeTeam(app, 'Rivers')).id;
  const others = (await makeTeam(app, 'Harbours')).id;
  maker = await makePerson(app, { name: 'Maker', role: 'manager', teamId: team });
  const granted = await heed.person({ role: 'viewer' });
  clients = {
    viewer: await heed.signIn('viewer'),
    own: await heed.signIn(await heed.person({ role: 'contributor', teamId: team })),
    other: await heed.signIn(await heed.person({ role: 'contributor', teamId: others })),
    manager: await heed.signIn('manager'),
    granted: await heed.signIn(granted),
  };
  open = await makePublication(app, {
    by: maker,
    refPrefix: 'OP-1',
    title: 'Open canals',
    classification: 'public',
    actions: [{ actors: ['Open Board'] }, { actors: ['Open Board'] }],
  });
});
afterAll(() => heed?.close());

/** Requests as everybody may make them, about everything there could be. */
const ADDRESSES = [
  'canal',
  'canal type:item',
  'canal type:evidence',
  'dredge',
  'SX-1.A1',
  'sx1',
  'sx',
  'zirconium',
  'zircon',
  'zirkonium',
  'zirconum board',
  'canal zirconum',
  '"zirconium canals"',
  'canal -zirconium',
  'actor:zirconium',
  'actor:"zirconium board"',
  'publication:SX-1',
  'owner:maker type:evidence',
  'progress:implemented',
  'due:2026-12 type:item',
  'type:actor',
  'type:source',
  'type:publication',
  'type:evidence',
  'type:item',
  'board',
  'bord',
  'gazette',
  'e',
].flatMap((q) =>
  ['/search', '/search/suggestions', '/api/v1/search'].map((path) => `${path}?${new URLSearchParams({ q })}`),
);

const bytes = (text: string) =>
  text
    .replaceAll(/(nonce|value|content)="[\w+/=-]{40,}"/g, '')
    .replaceAll(/nonce="[^"]*"/g, '')
    .replaceAll(/(name="csp-nonce" content=)"[^"]*"/g, '');

const told = async (client: TestClient) => {
  const answers: Record<string, unknown> = {};
  for (const path of ADDRESSES) {
    const { status, text, headers } = await client.get(path);
    answers[path] = [status, headers.get('etag'), bytes(text)];
  }
  return answers;
};

test.each(['confidential', 'restricted'] as const)(
  'what is %s leaves no trace for those who may not see it',
  async (classification) => {
    const app = servicesOf(heed);
    const blind = classification === 'restricted' ? [clients.own, clients.manager] : [];
    const outside = [clients.viewer, clients.other, ...blind];
    await recordEvidence(app, maker, {
      text: 'A canal was dredged.',
      effects: [{ item: open.actions[0].ref }],
    });
    const before = await Promise.all(outside.map(told));

    const secret = await makePublication(app, {
      by: maker,
      refPrefix: classification === 'confidential' ? 'SX-1' : 'SX-2',
      title: 'Zirconium canals',
      classification,
      publisher: 'Zirconium Institute',
      recommendations: [{ text: 'Zirconium zirconium canal canal dredge.' }],
      actions: [
        {
          pathway: 'Dredge the zirconium canal.',
          actors: ['Zirconium Board', 'Open Board'],
          dueOn: '2026-12-01',
        },
      ],
    });
    await recordEvidence(app, maker, {
      text: 'Zirconium was found in the canal.',
      sources: [{ title: 'Zirconium gazette', url: 'https://zirconium.example/x' }],
      effects: [{ item: secret.actions[0].ref, progressTo: 'in_progress', quote: 'zirconium canal' }],
    });
    // A secret remark, with a secret quote, about what everybody sees.
    if (classification === 'confidential')
      await recordEvidence(app, maker, {
        text: 'The zirconium remark about the canal.',
        classification,
        sources: [{ title: 'Zirconium board minutes' }],
        effects: [{ item: open.actions[0].ref, shows: 'background', quote: 'Zirconium canal quote' }],
      });
    expect(await Promise.all(outside.map(told))).toEqual(before);

    if (classification === 'confidential') {
      for (const client of [clients.own, clients.manager]) {
        const seen = found(await search(client, 'zirconium'));
        expect(Object.keys(seen).toSorted()).toEqual(['actor', 'evidence', 'item', 'publication', 'source']);
        expect(seen.evidence).toHaveLength(2);
      }
    } else {
      await heed.ownerDataSource.query(
        `INSERT INTO publication_grant (person_id, publication_id, granted_by, granted_at) VALUES ($1, $2, $1, now())`,
        [clients.granted.person!.id, secret.publication.id],
      );
      expect(found(await search(clients.granted, 'zirconium')).publication).toEqual(['SX-2']);
    }
  },
);

test('a quote on a hidden item is hidden, though its update is not', async () => {
  const app = servicesOf(heed);
  const hidden = await makePublication(app, { by: maker, classification: 'confidential', refPrefix: 'HX-1' });
  await recordEvidence(app, maker, {
    text: 'A survey of all the weirs.',
    effects: [
      { item: open.actions[1].ref, shows: 'background', quote: 'Weirs in general.' },
      { item: hidden.actions[0].ref, shows: 'background', quote: 'The tungsten weir leaks.' },
    ],
  });
  expect(found(await search(clients.viewer, 'survey weirs'))).toEqual({
    evidence: ['A survey of all the weirs.'],
  });
  expect(found(await search(clients.viewer, 'tungsten'))).toEqual({});
  expect(found(await search(clients.own, 'tungsten'))).toEqual({ evidence: ['A survey of all the weirs.'] });
});

test('who loses a right finds no more from the next request on', async () => {
  expect(found(await search(clients.own, 'HX-1')).item).toHaveLength(1);
  await heed.ownerDataSource.query('UPDATE person SET team_id = NULL WHERE id = $1', [
    clients.own.person!.id,
  ]);
  expect(found(await search(clients.own, 'HX-1'))).toEqual({});
  await heed.ownerDataSource.query('UPDATE person SET team_id = $2 WHERE id = $1', [
    clients.own.person!.id,
    team,
  ]);
});

test('a body that only hidden items name is hidden, its aliases too', async () => {
  const app = servicesOf(heed);
  const { actions } = await makePublication(app, {
    by: maker,
    classification: 'confidential',
    actions: [{ actors: ['Molybdenum Authority'] }],
  });
  expect(actions).toHaveLength(1);
  expect(found(await search(clients.viewer, 'molybdenum'))).toEqual({});
  expect(found(await search(clients.own, 'molybdenum')).actor).toEqual(['Molybdenum Authority']);
  await makeActor(app, maker, 'Free Harbour Office');
  expect(found(await search(clients.viewer, 'free harbour office')).actor).toEqual(['Free Harbour Office']);
});
