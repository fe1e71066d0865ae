import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { bring, commitForm, contributor, draftOf, formOf } from './support.js';

const brief = (number: number, ...cells: string[]) =>
  `Policy Brief\n\nNumber: ${number}\n\nNovember 2025\n\nLAMPS ${number}\n\nRecommendations\n\nThe board should mend the lamps.\n\nAction Matrix\n` +
  `Issue\tPathways to Solution\tImplementation of Solution\tActors Responsible\tImplementation Timelines\n` +
  cells.map((cell, n) => `Dark posts ${n}\tLight them\tBuy oil\t${cell}\tShort-term (0–6 months)`).join('\n');

describe('who an actor of a document is', () => {
  let heed: TestApp;
  let client: TestClient;
  const idOf: Record<string, number> = {};

  beforeAll(async () => {
    heed = await startTestApp();
    client = await contributor(heed);
    for (const [name, kind] of [
      ['Ministry of Foreign Affairs', 'ministry'],
      ['Valley Round Table', 'igo'],
      ['Town Lighting Board', 'agency'],
    ]) {
      const [{ id }] = await heed.ownerDataSource.query(
        'INSERT INTO actor (name, name_key, kind, version) VALUES ($1, lower($1), $2, 1) RETURNING id',
        [name, kind],
      );
      idOf[name!] = id;
    }
  });
  afterAll(() => heed?.close());

  const aliases = () =>
    heed.ownerDataSource.query('SELECT alias, actor_id AS actor FROM actor_alias ORDER BY alias');

  test('is proposed with how alike the names are; the choice is remembered, and next time it is the same', async () => {
    const id = await bring(
      client,
      brief(
        1,
        'Foreign Affairs Minstry, VRT',
        'Foreign Affairs Minstry; Guild of smiths; As soon as funds allow',
      ),
    );
    const { text } = await client.get(`/imports/${id}`);
    expect(text).toMatch(/Ministry of Foreign Affairs \(\d\d% alike\)/);
    expect(text).toMatch(/is \d\d% like Ministry of Foreign Affairs\. Say who it is\./);
    expect(text).toContain('may be Valley Round Table, by the abbreviation');
    expect(text).toContain('A new actor, none of these');
    expect(text).toContain('Not an actor: leave it out');

    // Chosen in one row, it goes for the name in all; without a choice Heed takes nobody for somebody else.
    const draft = await draftOf(client, id);
    const [first, second] = draft.review.actions;
    first!.actors[0]!.match = String(idOf['Ministry of Foreign Affairs']);
    first!.actors[1]!.match = String(idOf['Valley Round Table']);
    second!.actors[2]!.match = 'none';
    expect((await client.post(`/imports/${id}`, formOf(draft))).status).toBe(303);
    const saved = await client.get(`/imports/${id}`);
    expect(saved.text).toContain('Heed will remember “VRT” as another name of Valley Round Table.');
    expect(saved.text).not.toContain('Say who it is');
    const again = await draftOf(client, id);
    expect(again.review.actions[1]!.actors[0]!.match).toBe(String(idOf['Ministry of Foreign Affairs']));

    const committed = await commitForm(client, again);
    expect(committed.status).toBe(303);
    const actors = await heed.ownerDataSource.query(
      `SELECT i.ref, a.name, ia.verbatim FROM item_actor ia JOIN item i ON i.id = ia.item_id JOIN actor a ON a.id = ia.actor_id ORDER BY i.ref, ia.position`,
    );
    expect(actors).toEqual([
      { ref: 'PB-1.A1', name: 'Ministry of Foreign Affairs', verbatim: 'Foreign Affairs Minstry' },
      { ref: 'PB-1.A1', name: 'Valley Round Table', verbatim: 'VRT' },
      { ref: 'PB-1.A2', name: 'Ministry of Foreign Affairs', verbatim: 'Foreign Affairs Minstry' },
      { ref: 'PB-1.A2', name: 'Guild of smiths', verbatim: 'Guild of smiths' },
    ]);
    expect(await aliases()).toEqual([
      { alias: 'Foreign Affairs Minstry', actor: idOf['Ministry of Foreign Affairs'] },
      { alias: 'VRT', actor: idOf['Valley Round Table'] },
    ]);

    const next = await bring(client, brief(2, 'VRT, Foreign Affairs Minstry'));
    const page = await client.get(`/imports/${next}`);
    expect(page.text).toContain('known as Valley Round Table, remembered');
    expect(page.text).toContain('known as Ministry of Foreign Affairs, remembered');
    expect(page.text).not.toContain('Say who it is');
    expect((await commitForm(client, await draftOf(client, next))).status).toBe(303);
    expect(await aliases()).toHaveLength(2);
    expect(await heed.ownerDataSource.query('SELECT 1 FROM actor')).toHaveLength(4);
    const [{ count }] = await heed.ownerDataSource.query(
      `SELECT count(*)::int FROM history_entry WHERE action = 'actor.aliasAdded'`,
    );
    expect(count).toBe(2);
  });

  test('a name that the reviewer writes anew is remembered too, but not one half of two bodies', async () => {
    const id = await bring(client, brief(3, 'TLB staff and Guild of smiths', 'Lamp wardens'));
    const draft = await draftOf(client, id);
    draft.review.actions[0]!.actors = [{ ...draft.review.actions[0]!.actors[0]!, name: 'Guild of smiths' }];
    draft.review.actions[1]!.actors[0]!.name = 'Town Lighting Board';
    expect((await commitForm(client, draft)).status).toBe(303);
    expect((await aliases()).map(({ alias }: { alias: string }) => alias)).toEqual([
      'Foreign Affairs Minstry',
      'Lamp wardens',
      'VRT',
    ]);
  });

  test('nobody is chosen who is not there, or whom one may not see', async () => {
    const manager = await heed.signIn(await heed.person({ role: 'manager', teamId: await heed.team() }));
    const secret = await draftOf(manager, await bring(manager, brief(4, 'Hidden Harbour Board')));
    secret.review.publication.classification = 'restricted';
    expect((await commitForm(manager, secret)).status).toBe(303);
    const [{ id: hidden }] = await heed.ownerDataSource.query(
      `SELECT id FROM actor WHERE name = 'Hidden Harbour Board'`,
    );

    const id = await bring(client, brief(5, 'Hidden Harbor Board'));
    expect((await client.get(`/imports/${id}`)).text).not.toContain('Hidden Harbour');
    for (const match of [String(hidden), '999999']) {
      const draft = await draftOf(client, id);
      draft.review.actions[0]!.actors[0]!.match = match;
      const refused = await commitForm(client, draft);
      expect([refused.status, refused.text]).toEqual([
        422,
        expect.stringContaining('href="#actions-0-actors-0-match"'),
      ]);
      expect(refused.text).not.toContain('Hidden Harbour');
    }
    const wrong = await client.api(
      'POST',
      `/api/v1/imports/${id}/commit`,
      { actions: [{ actors: [{ name: 'X', match: 'me' }] }] },
      { 'if-match': '"1"' },
    );
    expect([wrong.status, JSON.stringify(wrong.json().errors)]).toEqual([
      422,
      expect.stringContaining('match'),
    ]);
  });
});
