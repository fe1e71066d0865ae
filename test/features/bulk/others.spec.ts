import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { bringText, commit, enter, tableCounts } from './support.js';

// Each sheet is read in a process of its own.
jest.setTimeout(120_000);

let heed: TestApp;
let client: TestClient;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22', logLevels: ['error'] });
  const teamId = await heed.team('Roads');
  client = await heed.signIn(await heed.person({ role: 'contributor', teamId }));
  await heed.person({ role: 'contributor', teamId, email: 'keeper@example.org', name: 'Kay Keeper' });
  await enter(
    client,
    'items',
    'Series,Number,Publication,Published,Issue\nPolicy Brief,5,Crossings,2026-01-10,One\nPolicy Brief,5,,,Two\nPolicy Brief,5,,,Three\n',
  );
});
afterAll(() => heed?.close());

const one = async <T>(sql: string, values: unknown[] = []): Promise<T> =>
  (await heed.ownerDataSource.query<T[]>(sql, values))[0]!;

describe('actors from a sheet', () => {
  const SHEET = `Name,Type,Part of,Succeeded by,Also known as
Ministry of Works,Ministry,Government of Varnholm,,MoW; Works Ministry
Government of Varnholm,State,,,
Old Roads Board,Agency,,Ministry of Works,
`;

  test('are entered with kind, links and other names; again, they are as they are', async () => {
    const sheet = await enter(client, 'actors', SHEET);
    expect(sheet.counts).toEqual({ new: 3, changed: 0, unchanged: 0, error: 0 });
    const rows = await heed.ownerDataSource.query(
      `SELECT a.name, a.kind, p.name AS parent, s.name AS successor,
              array(SELECT alias FROM actor_alias x WHERE x.actor_id = a.id ORDER BY alias) AS aliases
         FROM actor a LEFT JOIN actor p ON p.id = a.parent_id LEFT JOIN actor s ON s.id = a.successor_id ORDER BY a.name`,
    );
    expect(rows).toEqual([
      { name: 'Government of Varnholm', kind: 'state', parent: null, successor: null, aliases: [] },
      {
        name: 'Ministry of Works',
        kind: 'ministry',
        parent: 'Government of Varnholm',
        successor: null,
        aliases: ['MoW', 'Works Ministry'],
      },
      { name: 'Old Roads Board', kind: 'agency', parent: null, successor: 'Ministry of Works', aliases: [] },
    ]);
    expect((await bringText(client, 'actors', SHEET)).counts).toMatchObject({ unchanged: 3, new: 0 });
    const change = await enter(
      client,
      'actors',
      'Name,Kind,Other names\nthe ministry of works,Agency,MoW; Roads Ministry\n',
    );
    expect(change.counts).toMatchObject({ changed: 1 });
    expect(await one(`SELECT kind, version FROM actor WHERE name = 'Ministry of Works'`)).toMatchObject({
      kind: 'agency',
    });
    const entry = await one<{ action: string; before: unknown; after: unknown }>(
      'SELECT action, before, after FROM history_entry JOIN history_payload USING (seq) ORDER BY seq DESC LIMIT 1',
    );
    expect(entry).toMatchObject({
      action: 'actors.imported',
      before: { changed: [{ kind: 'ministry' }] },
      after: { changed: [{ kind: 'agency', aliases: ['Roads Ministry'] }] },
    });
  });

  test('are refused where names meet or links close to a circle', async () => {
    const sheet = await bringText(
      client,
      'actors',
      'Name,Kind,Belongs to,Other names\nA body,Other,B body,\nB body,Other,C body,\nC body,,A body,\nA  BODY,,,\nD body,,,MoW\n—,,,\nLonely,Club,Nowhere,\nSelf,,Self,\n',
    );
    expect(sheet.errors.map(({ row, column, why }) => `${row} ${column}: ${why.split('.')[0]}`)).toEqual([
      '2 Belongs to: An actor cannot come before or after itself, nor belong to itself, in however many steps',
      '3 Belongs to: An actor cannot come before or after itself, nor belong to itself, in however many steps',
      '4 Belongs to: An actor cannot come before or after itself, nor belong to itself, in however many steps',
      '5 Name: Row 2 has this name too',
      '6 Other names: Another actor goes by “MoW”',
      '7 Name: “—” is no name',
      '8 Kind: No such value',
      '8 Belongs to: There is no actor “Nowhere”, neither known nor in this sheet',
      '9 Belongs to: An actor cannot come before or after itself, nor belong to itself, in however many steps',
    ]);
    expect((await commit(client, sheet)).status).toBe(422);
  });
});

describe('evidence from a sheet', () => {
  const HEAD = 'Items,Event date,What happened,Shows,Moves to,Quote,Source,URL,Source type,Update\n';
  const SHEET = `${HEAD}"PB-5.A1, PB-5.A2",2026-06-14,The tender is open.,Progress,In progress,Bids are invited.,Tender notice,https://gazette.example.org/44,Official document,u1
PB-5.A3,,,Background,,,Evening Post,,News,u1
PB-5.A1,September 2026,Crossings stand.,Progress,Implemented,,Site report,,,
PB-5.A3,2025-06-01,Before the brief.,Background,,,,,,
`;

  test('goes by the rules of evidence: moves, second reading, baseline; rows with one key are one update', async () => {
    const sheet = await bringText(client, 'evidence', SHEET);
    expect(sheet.errors).toEqual([]);
    expect(sheet.counts).toMatchObject({ new: 4 });
    expect((await commit(client, sheet)).status).toBe(200);
    const items = await heed.ownerDataSource.query(
      `SELECT ref, progress, claim, confirmed_progress AS confirmed FROM item WHERE ref LIKE 'PB-5.%' ORDER BY ref`,
    );
    expect(items).toEqual([
      { ref: 'PB-5.A1', progress: 'implemented', claim: 'awaiting', confirmed: 'in_progress' },
      { ref: 'PB-5.A2', progress: 'in_progress', claim: 'none', confirmed: 'in_progress' },
      { ref: 'PB-5.A3', progress: 'no_public_evidence', claim: 'none', confirmed: 'no_public_evidence' },
    ]);
    const updates = await heed.ownerDataSource.query(
      `SELECT u.text, (SELECT count(*)::int FROM source s WHERE s.update_id = u.id) AS sources,
              (SELECT count(*)::int FROM effect e WHERE e.update_id = u.id) AS effects,
              (SELECT bool_or(baseline) FROM effect e WHERE e.update_id = u.id) AS baseline FROM evidence_update u ORDER BY id`,
    );
    expect(updates).toEqual([
      { text: 'The tender is open.', sources: 2, effects: 3, baseline: false },
      { text: 'Crossings stand.', sources: 1, effects: 1, baseline: false },
      { text: 'Before the brief.', sources: 0, effects: 1, baseline: true },
    ]);
    const before = await tableCounts(heed);
    const again = await bringText(client, 'evidence', SHEET);
    expect(again.counts).toEqual({ new: 0, changed: 0, unchanged: 4, error: 0 });
    expect((await commit(client, again)).status).toBe(200);
    expect(await tableCounts(heed)).toEqual(before);
  });

  test('is refused in the preview by the same rules, row by row', async () => {
    const sheet = await bringText(
      client,
      'evidence',
      `${HEAD}PB-5.A2,2026-12-01,Not yet.,Progress,,,,,,
PB-5.A2,2026-07-01,No source.,Progress,Implemented,,,,,
PB-5.A2,2026-07-01,Sideways.,Background,Implemented,,Post,,,
PB-5.A2,2026-01-15,Older.,Progress,Partially implemented,,Post,,,
PB-5.A9,2026-07-01,Nowhere.,Progress,,,,,,
PB-5.A2,2026-07-01,,Progres,,,,ftp://x,,
PB-5.A3,2025-07-01,Too early.,Progress,In progress,,Post,,,
`,
    );
    expect(sheet.errors.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '2 Event date',
      '3 Moves to',
      '4 Moves to',
      '5 Counts although newer evidence moved the item',
      '6 Items',
      '7 Shows',
      '7 URL',
      '7 What happened',
      '8 Moves to',
    ]);
    expect(sheet.errors[4]!.why).toBe('There is no item PB-5.A9.');
  });
});

describe('owners from a sheet', () => {
  test('are set in one go, with one entry of the history for all alike', async () => {
    const sheet = await enter(
      client,
      'owners',
      'Item,Email\nPB-5.A1,keeper@example.org\nPB-5.A2,KEEPER@example.org\n',
    );
    expect(sheet.result!.changed).toEqual(['PB-5.A1', 'PB-5.A2']);
    const entry = await one<{ action: string; items: number }>(
      'SELECT action, cardinality(item_ids) AS items FROM history_entry ORDER BY seq DESC LIMIT 1',
    );
    expect(entry).toEqual({ action: 'owner.assigned', items: 2 });
    const wrong = await bringText(
      client,
      'owners',
      'Item,Email\nPB-5.A1,\nPB-5.A1,Nobody Known\n,keeper@example.org\n',
    );
    expect(wrong.errors.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '2 Email',
      '3 Item',
      '3 Email',
      '4 Item',
    ]);
  });

  test('cannot be people who may not see the item', async () => {
    await enter(
      client,
      'items',
      'Series,Number,Publication,Distribution,Issue\nPolicy Brief,6,Quiet,Confidential,Hush\n',
    );
    const other = await heed.team('Locks');
    await heed.person({ role: 'contributor', teamId: other, email: 'other@example.org' });
    const sheet = await bringText(client, 'owners', 'Item,Email\nPB-6.A1,other@example.org\n');
    expect(sheet.errors[0]!.why).toBe('This person may not see the item.');
  });
});
