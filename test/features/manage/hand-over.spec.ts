import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FollowUpsService } from '../../../src/modules/tracking/index.js';
import { type TestApp, type TestPerson, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { growth, itemRow, servicesOf } from '../track/track-support.js';
import { textOf } from './manage-support.js';

let heed: TestApp;
let boss: TestClient;
let staff: Record<'sara' | 'omar' | 'lena', TestPerson>;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  boss = await heed.signIn('manager');
  staff = {
    sara: await heed.person({ role: 'contributor', name: 'Sara Kiani' }),
    omar: await heed.person({ role: 'contributor', name: 'Omar Aziz' }),
    lena: await heed.person({ role: 'contributor', name: 'Lena Wolf' }),
  };
});
afterAll(() => heed?.close());

/** Four items and two steps of Sara's. */
async function workOf(person: TestPerson) {
  const made = await makePublication(servicesOf(heed), {
    date: '2025-12',
    actions: Array.from({ length: 4 }, () => ({ ownerId: person.id, dueOn: '2026-10-01' })),
  });
  const refs = made.actions.map(({ ref }) => ref);
  const followUps = [];
  for (const ref of refs.slice(0, 2))
    followUps.push(
      await servicesOf(heed)
        .get(FollowUpsService)
        .plan(made.by, ref, { step: `Call about ${ref}`, assigneeId: person.id, dueOn: '2026-11-22' }),
    );
  return { refs, followUps, by: made.by };
}
const itemsOf = (refs: string[], ownerId: (index: number) => number) =>
  Promise.all(
    refs.map(async (ref, index) => ({
      ref,
      version: Number((await itemRow(heed, ref)).version),
      ownerId: ownerId(index),
    })),
  );
const stepOf = async (id: number) =>
  (await heed.ownerDataSource.query('SELECT assignee_id, version FROM follow_up WHERE id = $1', [id]))[0] as {
    assignee_id: number;
    version: number;
  };

describe('handing over', () => {
  test('deals all of a person’s items and open follow-ups to several others, and can be undone', async () => {
    const { sara, omar, lena } = staff;
    const { refs, followUps } = await workOf(sara);
    const start = await boss.get(`/hand-overs/new?from=${sara.id}`);
    expect(textOf(start)).toContain('Sara Kiani follows 4 items');
    expect(textOf(await boss.post('/hand-overs/new', { from: sara.id, step: 'deal' }))).toContain(
      'Choose at least one person',
    );
    const dealt = await boss.post('/hand-overs/new', {
      from: sara.id,
      step: 'deal',
      to: [omar.id, lena.id],
    });
    expect(dealt.status).toBe(200);
    const chosen = [
      ...dealt.text.matchAll(/<select[^>]*name="items\[\d\]\[ownerId\]"[\s\S]*?<\/select>/g),
    ].map(([select]) => /value="(\d*)" selected/.exec(select)?.[1]);
    expect(chosen).toEqual([omar.id, omar.id, lena.id, lena.id].map(String));
    expect(textOf(dealt)).toContain('Hand over all 6');

    const form = {
      from: sara.id,
      step: 'apply',
      items: await itemsOf(refs, (index) => (index < 2 ? omar.id : lena.id)),
      followUps: followUps.map(({ id, version }) => ({ id, version, assigneeId: omar.id })),
    };
    const { result, grew } = await growth(heed, () => boss.post('/hand-overs/new', form));
    expect(result.location).toMatch(/^\/workload\?done=handedOver\.6\.\d+$/);
    expect(grew).toEqual({ item_version: 4, history_entry: 6 });
    expect(await Promise.all(refs.map(async (ref) => (await itemRow(heed, ref)).owner_id))).toEqual([
      omar.id,
      omar.id,
      lena.id,
      lena.id,
    ]);
    expect((await stepOf(followUps[0]!.id)).assignee_id).toBe(omar.id);
    // What Sara did before stays Sara's.
    expect(textOf(await boss.get(`/items/${refs[0]}/history`))).toContain('Omar Aziz');
    // Sent again, it finds that they are Sara's no more.
    expect((await boss.post('/hand-overs/new', form)).status).toBe(412);

    await boss.post(`/undo/${/\.(\d+)$/.exec(result.location!)![1]}`);
    expect((await itemRow(heed, refs[3]!)).owner_id).toBe(sara.id);
    expect((await stepOf(followUps[1]!.id)).assignee_id).toBe(sara.id);
  });

  test('is all or nothing: one row that may not go where it should stops it, and says which', async () => {
    const { omar, lena } = staff;
    const teamId = await heed.team('Sealed');
    const person = await heed.person({ role: 'contributor', teamId, name: 'In Team' });
    const manager = await heed.person({ role: 'manager', teamId });
    const made = await makePublication(servicesOf(heed), {
      by: { ...manager },
      classification: 'confidential',
      actions: [{ ownerId: person.id }],
    });
    const open = await makePublication(servicesOf(heed), { actions: [{ ownerId: person.id }] });
    const refs = [made.actions[0]!.ref, open.actions[0]!.ref];
    const items = await itemsOf(refs, (index) => [omar.id, lena.id][index]!);
    const { result, grew } = await growth(heed, () =>
      boss.post('/hand-overs/new', { from: person.id, step: 'apply', items }),
    );
    expect([result.status, grew]).toEqual([422, {}]);
    expect(textOf(result)).toContain(`This person may not see ${refs[0]}`);
    // The choices stay as they were made.
    expect(result.text).toMatch(new RegExp(`value="${lena.id}" selected`));
  });

  test('of somebody who leaves begins where an administrator lets them go', async () => {
    const admin = await heed.signIn('admin');
    const leaver = await heed.person({ role: 'contributor', name: 'Parting Guest' });
    await workOf(leaver);
    const page = await admin.get(`/admin/people/${leaver.id}`);
    expect(page.text).toContain(`href="/hand-overs/new?from=${leaver.id}"`);
    const gone = await admin.post(`/admin/people/${leaver.id}`, {
      name: leaver.name,
      email: leaver.email,
      role: 'contributor',
      version: 1,
    });
    expect(gone.location).toBe(`/hand-overs/new?from=${leaver.id}&done=personLeft`);
    const shown = await admin.get(gone.location!);
    expect(textOf(shown)).toContain('Parting Guest follows 4 items');
    expect(textOf(await admin.get('/workload'))).toMatch(/Parting Guest has left 4 4/);
    // With nothing left behind, it leads back to the people.
    const idle = await heed.person({ role: 'contributor' });
    const left = await admin.post(`/admin/people/${idle.id}`, {
      name: idle.name,
      email: idle.email,
      role: 'contributor',
      version: 1,
    });
    expect(left.location).toBe('/admin/people?done=saved');
  });
});

test('the workload counts what its lists hold, and only what one sees', async () => {
  const team = await heed.team('Counting');
  const owner = await heed.person({ role: 'contributor', teamId: team, name: 'Counted Person' });
  const by = await heed.person({ role: 'manager', teamId: team });
  const made = await makePublication(servicesOf(heed), {
    by: { ...by },
    date: '2025-12',
    classification: 'internal',
    actions: [
      { ownerId: owner.id, dueOn: '2026-10-01' },
      { ownerId: owner.id, dueOn: '2027-10-01' },
      { ownerId: owner.id, dueOn: '2026-10-01', classification: 'confidential' },
    ],
  });
  for (const { ref } of made.actions.slice(0, 2))
    await servicesOf(heed)
      .get(FollowUpsService)
      .plan({ ...by }, ref, { step: 'Call', assigneeId: owner.id, dueOn: '2026-11-22' });
  const outsider = await heed.signIn('contributor');
  const rowOf = async (client: TestClient) =>
    (await client.api('GET', '/api/v1/workload'))
      .json<{ people: { id: number; counts: Record<string, number> }[] }>()
      .people.find(({ id }) => id === owner.id)!.counts;
  expect(await rowOf(boss)).toEqual({ all: 3, open: 3, pastDue: 2, checksDue: 0, followUpsDue: 2 });
  expect(await rowOf(outsider)).toEqual({ all: 2, open: 2, pastDue: 1, checksDue: 0, followUpsDue: 2 });
  for (const client of [boss, outsider]) {
    const { text } = await client.get('/workload');
    const links = [...text.matchAll(/href="(\/items\?[^"]+)"[^>]*>(\d+)</g)];
    expect(links.length).toBeGreaterThan(3);
    for (const [, href, count] of links) {
      const list = await client.api('GET', `/api/v1${href!.replaceAll('&amp;', '&')}`);
      expect([href, list.json<{ total: number }>().total]).toEqual([href, Number(count)]);
    }
  }
});
