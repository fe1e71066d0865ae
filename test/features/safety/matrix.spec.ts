import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PermissionName, Role } from '../../../src/shared/permissions.js';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { Answer, TestClient } from '../../support/client.js';
import { type Route, routesOf } from '../../support/routes.js';
import { LEFT_OUT, LISTS, PUBLIC, TRIES, kindOf } from './matrix-tries.js';
import { STALE_VERSION } from './tries/try.js';
import {
  CALLERS,
  DRAFTS,
  type Caller,
  type Kind,
  ROLE_OF,
  TARGETS,
  type Target,
  type Thing,
  copyDraft,
  draftMarkOf,
  makeThings,
  markOf,
} from './matrix-world.js';
import { changedTables, rowDigest } from './row-digest.js';

/**
 * Callers × every route × what it is about. What must come out is worked out here anew from the two rules, who may do
 * what and who sees what, and never asked of the application.
 */
let heed: TestApp;
let routes: Route[];
let things: Record<Target, Thing>;
const clients = {} as Record<Caller, TestClient>;
const csrf = {} as Record<Caller, string>;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  routes = routesOf(heed.app).filter(({ name }) => !LEFT_OUT.includes(name));
  const teams = { own: await heed.team(), other: await heed.team() };
  for (const caller of CALLERS) {
    const role = ROLE_OF[caller];
    const teamId = caller === 'own' || caller === 'other' ? teams[caller] : null;
    clients[caller] = role ? await heed.signIn(await heed.person({ role, teamId })) : heed.visitor();
    csrf[caller] = await clients[caller].csrf();
  }
  things = await makeThings(heed, teams, clients);
}, 60_000);
afterAll(() => heed?.close());

// The model.
const CARRIED: Record<Role, PermissionName[]> = {
  viewer: ['read'],
  contributor: ['read', 'record'],
  manager: ['read', 'record', 'confirm'],
  admin: ['read', 'record', 'confirm', 'administer'],
};
/** What a route asks for, by its address and not by what it declares. */
function needs(name: string): PermissionName {
  if (/\/admin\/|\/api\/v1\/people/.test(name) || /^(POST|PUT) \/api\/v1\/teams/.test(name))
    return 'administer';
  if (/\/(readings|approvals)$/.test(name)) return 'confirm';
  if (/ \/account/.test(name)) return 'read';
  return !name.startsWith('GET') ||
    /\/(new|correct|returned|edit)$|\/((bulk-)?imports?|inbox)(\/|$)/.test(name)
    ? 'record'
    : 'read';
}
const may = (caller: Caller, { name }: Route) => CARRIED[ROLE_OF[caller]!].includes(needs(name));

function sees(caller: Caller, target: Target): boolean {
  const { level, team } = TARGETS[target];
  if (caller === 'visitor' || level === null || level === 'restricted') return false;
  return level === 'public' || ['manager', 'admin'].includes(caller) || caller === team;
}
function seesThing(caller: Caller, target: Target, kind: Kind | null): boolean {
  if (target === 'missing' || kind === 'own') return false;
  if (kind === 'admin') return true;
  // An entry of the inbox is its team's, whatever the role.
  if (kind === 'entry')
    return target === 'public' || (target !== 'restricted' && TARGETS[target].team === caller);
  return kind === 'draft' || kind === 'sheet' ? TARGETS[target].draftOf === caller : sees(caller, target);
}

/** Statuses that may come out. */
function expected(caller: Caller, route: Route, target: Target): number[] {
  const { name, isPublic, isApi } = route;
  if (isPublic) return PUBLIC[name];
  if (caller === 'visitor') return [isApi ? 401 : 303];
  if (!may(caller, route)) return [isApi ? 403 : 404];
  const kind = kindOf(name);
  const { seen, hidden = 404, query } = TRIES[name] ?? { seen: [200] };
  if (kind === null && TRIES[name]?.hidden === undefined && !query) return seen;
  return seesThing(caller, target, kind) ? seen : [hidden];
}
const isAboutSomething = ({ name }: Route) =>
  kindOf(name) !== null || TRIES[name]?.hidden !== undefined || TRIES[name]?.query !== undefined;

// The calls.
/** Drafts made for one call each, and whether it should have taken them away. */
const copies = new Map<string, boolean>();

async function call(caller: Caller, route: Route, target: Target): Promise<Answer & { path: string }> {
  const { name, method, isApi, isUnsafe } = route;
  const [client, thing, one] = [clients[caller], things[target], TRIES[name]];
  const kind = kindOf(name);
  let id = kind && thing.ids[kind];
  if (one?.uses && target !== 'missing') {
    id = await copyDraft(heed, id!, one.uses);
    copies.set(id, TARGETS[target].draftOf === caller);
  }
  if (name.includes('/sessions/')) id = id!.padStart(64, '0');
  const path =
    name
      .slice(method.length + 1)
      .replace(':actorId', thing.itemActor)
      .replace(':document', thing.document)
      .replace(':file', 'brief.json')
      .replace(/:\w+/, id ?? '') + (one?.query?.(thing) ?? '');
  const accept = isApi ? 'application/json' : 'text/html';
  if (!isUnsafe) return { ...(await client.get(path, { accept })), path };
  const body = one?.body?.(thing) ?? {};
  const versioned = one?.seen.includes(412) && kind !== null;
  const headers: Record<string, string> = {
    accept,
    'x-csrf-token': csrf[caller],
    'content-type': 'application/json',
    ...(isApi && versioned && { 'if-match': `"${STALE_VERSION}"` }),
  };
  if (isApi) return { ...(await client.send(method, path, { headers, body: JSON.stringify(body) })), path };
  return {
    ...(await client.post(path, {
      _csrf: csrf[caller],
      ...(versioned && { version: STALE_VERSION }),
      ...body,
    })),
    path,
  };
}

/** The body without what is new in every answer, and without what was sent. */
function normal({ text, path }: Answer & { path: string }, { ids }: Thing): string {
  return [path, path.split('?')[0], ids.item]
    .reduce((rest, sent) => rest.replaceAll(sent, '…'), text)
    .replaceAll(/nonce="[^"]*"|content="[\w+/=]{24}"|name="_csrf" value="[^"]*"|"requestId":"[^"]*"/g, '')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'uuid');
}

/** Where the one begins to differ from the other. */
function apart(one: string, other: string): string {
  const at = [...one].findIndex((sign, index) => sign !== other[index]);
  return `…${one.slice(Math.max(0, at - 60), at + 60)}…`;
}

test('every route has its place in the matrix', () => {
  const unsafe = routes.filter(({ isUnsafe, isPublic }) => isUnsafe && !isPublic);
  expect(Object.keys(TRIES).toSorted()).toEqual(unsafe.map(({ name }) => name).toSorted());
  expect(Object.keys(PUBLIC).toSorted()).toEqual(
    routes
      .filter(({ isPublic }) => isPublic)
      .map(({ name }) => name)
      .toSorted(),
  );
  for (const { name } of routes) kindOf(name);
  const guarded = routes.filter(({ isPublic }) => !isPublic);
  expect(guarded.map(({ name, permission }) => `${name} ${permission}`)).toEqual(
    guarded.map(({ name }) => `${name} ${needs(name)}`),
  );
});

test.each(CALLERS)(
  '%s gets what the rules say, of every route and everything it can be about',
  async (caller) => {
    const before = await rowDigest(heed);
    const wrong: object[] = [];
    let calls = 0;
    for (const route of routes) {
      const about = isAboutSomething(route) ? (Object.keys(TARGETS) as Target[]) : (['missing'] as const);
      const answers = await Promise.all(about.map((target) => call(caller, route, target)));
      const missing = normal(answers.at(-1)!, things.missing);
      for (const [index, target] of about.entries()) {
        calls += 1;
        const [answer, statuses] = [answers[index], expected(caller, route, target)];
        const say = (what: string) =>
          wrong.push({ what, route: route.name, target, status: answer.status, statuses });
        if (!statuses.includes(answer.status)) say('status');
        const isSeen =
          caller !== 'visitor' && may(caller, route) && seesThing(caller, target, kindOf(route.name));
        const isSame = normal(answer, things[target]) === missing;
        if (!isSeen && !isSame)
          say(`hidden is not like missing: ${apart(normal(answer, things[target]), missing)}`);
        if (isSeen && isSame && target !== 'missing') say('seen is like missing');
        for (const other of Object.keys(TARGETS) as Target[]) {
          if (answer.text.includes(markOf(other)) && !sees(caller, other)) say(`tells of ${other}`);
          if (answer.text.includes(draftMarkOf(other)) && TARGETS[other].draftOf !== caller)
            say(`tells of the draft ${other}`);
          const listed = LISTS.includes(route.name) && caller !== 'visitor' && may(caller, route);
          if (listed && sees(caller, other) && !answer.text.includes(markOf(other)))
            say(`leaves out ${other}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(calls).toBeGreaterThan(250);
    const deleted: string[] = [];
    for (const table of Object.values(DRAFTS)) {
      const [left] = await heed.ownerDataSource.query<[{ id: string }[], number]>(
        `DELETE FROM ${table} WHERE id = ANY($1) RETURNING id`,
        [[...copies.keys()]],
      );
      deleted.push(...left.map(({ id }) => id));
    }
    expect(deleted.toSorted()).toEqual(
      [...copies]
        .filter(([, taken]) => !taken)
        .map(([id]) => id)
        .toSorted(),
    );
    copies.clear();
    const made = caller === 'visitor' || caller === 'viewer' ? [] : MADE;
    expect(changedTables(before, await rowDigest(heed)).filter((table) => !made.includes(table))).toEqual([]);
  },
  60_000,
);

/** A brief on what is public is no refusal, nor is a note on what one sees. */
const MADE = ['progress_brief', 'contribution_note', 'history_entry', 'history_payload'];
