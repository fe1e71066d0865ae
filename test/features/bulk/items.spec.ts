import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { bringText, commit, enter, sheetFrom, tableCounts } from './support.js';

// Each sheet is read in a process of its own.
jest.setTimeout(120_000);

const SHEET = `Type,Series,No,Publication,Published,Recommendation,Problem,Strategy,Activity,Responsible,Timeframe,Owner email,Carries out,Budget
,Policy Brief,31,Safer Crossings,December 2025,Parliament should fund crossings.,,,,,,,,
,Policy Brief,31,,,,Children cross four lanes.,Build raised crossings.,Survey and build.,"Ministry of Works (lead); councils (where feasible)",Short-term (0–6 months),KEEPER,R1,PKR 3m
,Policy Brief,31,,,,"Lamps are dark, ""mostly"".",Mend the lamps.,,Ministry of Works,Within two years,,,
`;

describe('items from a sheet', () => {
  let heed: TestApp;
  let manager: TestClient;
  let contributor: TestClient;
  let keeper: { id: number; email: string };

  beforeAll(async () => {
    heed = await startTestApp({ today: '2026-11-22' });
    const teamId = await heed.team('Roads');
    manager = await heed.signIn(await heed.person({ role: 'manager', teamId }));
    contributor = await heed.signIn(await heed.person({ role: 'contributor', teamId }));
    keeper = await heed.person({
      role: 'contributor',
      teamId,
      email: 'keeper@example.org',
      name: 'Kay Keeper',
    });
  });
  afterAll(() => heed?.close());
  const sheet = (number: string) => SHEET.replaceAll(',31,', `,${number},`).replace('KEEPER', keeper.email);

  test('become a publication with its recommendations and actions, like those of a brief', async () => {
    const before = await tableCounts(heed);
    const brought = await bringText(contributor, 'items', sheet('31'));
    expect(brought.counts).toEqual({ new: 3, changed: 0, unchanged: 0, error: 0 });
    expect(brought.mapping.at(-1)).toBe('extra');
    // Nothing but the draft.
    expect(await tableCounts(heed)).toEqual(before);
    const answer = await commit(contributor, brought);
    expect(answer.json()).toMatchObject({ entered: ['PB-31.R1', 'PB-31.A1', 'PB-31.A2'] });
    const rows = await heed.ownerDataSource.query(
      `SELECT ref, title, owner_id, timeline_text, term, max_months, first_due_on::text, due_precision, due_basis, a.issue,
              a.actors_text, a.extra, (SELECT count(*)::int FROM item_version v WHERE v.item_id = i.id) AS versions,
              array(SELECT x.name || coalesce(' ' || ia.qualifier, '') || CASE WHEN ia.lead THEN ' LEAD' ELSE '' END
                FROM item_actor ia JOIN actor x ON x.id = ia.actor_id WHERE ia.item_id = i.id ORDER BY ia.position) AS actors,
              array(SELECT r.ref FROM action_recommendation ar JOIN item r ON r.id = ar.recommendation_id WHERE ar.action_id = i.id) AS carries
         FROM item i LEFT JOIN action a ON a.item_id = i.id WHERE ref LIKE 'PB-31.%' ORDER BY ref`,
    );
    expect(rows).toMatchObject([
      {
        ref: 'PB-31.A1',
        title: 'Build raised crossings',
        owner_id: keeper.id,
        timeline_text: 'Short-term (0–6 months)',
        term: 'short',
        max_months: 6,
        first_due_on: '2026-06-30',
        due_precision: 'month',
        due_basis: 'derived',
        actors_text: 'Ministry of Works (lead); councils (where feasible)',
        actors: ['Ministry of Works LEAD', 'councils where feasible'],
        carries: ['PB-31.R1'],
        extra: { Budget: 'PKR 3m' },
        versions: 1,
      },
      {
        ref: 'PB-31.A2',
        issue: 'Lamps are dark, "mostly".',
        first_due_on: '2027-12-31',
        actors: ['Ministry of Works'],
      },
      { ref: 'PB-31.R1', title: 'Parliament should fund crossings', versions: 1 },
    ]);
    const entries = await heed.ownerDataSource.query(
      `SELECT action, cardinality(item_ids) AS items FROM history_entry ORDER BY seq DESC LIMIT 2`,
    );
    expect(entries).toEqual([
      { action: 'publication.imported', items: 3 },
      { action: 'actors.imported', items: 0 },
    ]);
    expect((await contributor.get('/items/PB-31.A1')).text).toContain('Children cross four lanes.');
  });

  test('entered again change nothing: the same commit, and the same sheet', async () => {
    const first = await enter(contributor, 'items', sheet('32'));
    const before = await tableCounts(heed);
    expect((await commit(contributor, { ...first, version: 1 })).json()).toEqual(first.result);
    const again = await bringText(contributor, 'items', sheet('32'));
    expect(again.counts).toEqual({ new: 0, changed: 0, unchanged: 3, error: 0 });
    expect((await commit(contributor, again)).status).toBe(200);
    expect(await tableCounts(heed)).toEqual(before);
  });

  test('of a publication that is there are added to it; a reference gives another owner, never other words', async () => {
    await enter(contributor, 'items', sheet('33'));
    const more = await enter(
      contributor,
      'items',
      'Series,Number,Issue,Owner\nPolicy Brief,33,A new problem,\n',
    );
    expect(more.result!.entered).toEqual(['PB-33.A3']);
    const owners = await bringText(
      contributor,
      'items',
      'Reference,Issue,Owner\nPB-33.A2,"Lamps are dark, ""mostly"".",Kay Keeper\nPB-33.A1,,nobody\nPB-33.A3,Another wording,\n',
    );
    expect(owners.counts).toEqual({ new: 0, changed: 2, unchanged: 0, error: 1 });
    expect(owners.errors).toEqual([
      {
        row: 4,
        column: 'Issue',
        value: 'Another wording',
        why: expect.stringMatching(/PB-33\.A3.*“A new problem”.*import the revised document/),
      },
    ]);
    expect((await commit(contributor, owners)).status).toBe(422);
    const right = await enter(
      contributor,
      'items',
      'Reference,Owner\nPB-33.A2,Kay Keeper\nPB-33.A1,nobody\n',
    );
    expect(right.result!.changed).toEqual(['PB-33.A2', 'PB-33.A1']);
    const rows = await heed.ownerDataSource.query(
      `SELECT i.ref, i.owner_id, i.version, (SELECT count(*)::int FROM item_version v WHERE v.item_id = i.id) AS versions
         FROM item i WHERE ref IN ('PB-33.A1', 'PB-33.A2') ORDER BY ref`,
    );
    expect(rows).toEqual([
      { ref: 'PB-33.A1', owner_id: null, version: 2, versions: 2 },
      { ref: 'PB-33.A2', owner_id: keeper.id, version: 2, versions: 2 },
    ]);
    expect((await contributor.get('/items/PB-33.A2/history')).text).toContain('Kay Keeper');
  });

  test('are refused with row, column, value and why; one wrong row keeps all out', async () => {
    const before = await tableCounts(heed);
    const brought = await bringText(
      contributor,
      'items',
      [
        'Kind,Series,Number,Publication,Published,Issue,Recommendation,Actors,Timeline,First due on,Owner,Carries out,Reference',
        'Action,Policy Brief,40,Late Trains,03/04/2026,Trains are late,,A; A,,,,,',
        'Plan,Policy Brief,40,,,Trains are late,,,,,,,',
        'Action,Policy Brief,41,,,No title,,,,,,,',
        'Recommendation,Policy Brief,42,Title,2026-02-30,,,,,,,,',
        ',,,,,Of nothing,,,,,,,',
        ',Policy Brief,42,Other title,2026,One,Two,,,2027-01-31,who@where.org,R9,',
        ',,,,,,,,,,,,PB-999.A1',
      ].join('\n'),
    );
    expect(brought.errors.map(({ row, column, why }) => [row, column, why.split('.')[0]])).toEqual([
      [2, 'Published', 'This can be two different days'],
      [3, 'Kind', 'No such value'],
      [4, 'Publication', 'There is no publication with this series and number'],
      [5, 'Published', expect.stringContaining('This is no date')],
      [6, 'Publication', 'Say which publication it is of: series and number, or the title'],
      [7, 'Publication', 'Row 5 has “Title”'],
      [7, 'Recommendation', 'Only recommendations have this'],
      [7, 'Owner', 'Nobody here who may record has this name or address'],
      [7, 'Why this date', 'A date of yours needs its reason'],
      [7, 'Carries out', 'There is no recommendation R9'],
      [8, 'Reference', 'There is no such item'],
    ]);
    expect(brought.counts.error).toBe(7);
    expect((await commit(contributor, brought)).json()).toMatchObject({
      status: 422,
      code: 'bulk.rowsWrong',
    });
    expect(await tableCounts(heed)).toEqual(before);
  });

  test('columns are mapped by hand, and remembered for the next such sheet', async () => {
    const text = 'Brief no.,Reihe,Titel,Datum,Was fehlt\n50,Policy Brief,Neue Wege,2026-01,Wege fehlen\n';
    const brought = await bringText(contributor, 'items', text);
    const put = await contributor.api(
      'PUT',
      `/api/v1/bulk-imports/${brought.id}/mapping`,
      { columns: ['number', 'series', 'publication', 'date', 'issue'] },
      { 'if-match': `"${brought.version}"` },
    );
    const mapped = sheetFrom(put);
    expect(mapped.counts).toEqual({ new: 1, changed: 0, unchanged: 0, error: 0 });
    const twice = await contributor.api(
      'PUT',
      `/api/v1/bulk-imports/${brought.id}/mapping`,
      { columns: ['number', 'number', 'wrong'] },
      { 'if-match': `"${mapped.version}"` },
    );
    expect([twice.status, twice.text]).toEqual([422, expect.stringMatching(/columns\[2\].*columns\[1\]/s)]);
    const next = await bringText(contributor, 'items', text.replace('50,', '51,'));
    expect(next.mapping).toEqual(['number', 'series', 'publication', 'date', 'issue']);
    // A colleague without one of their own is offered it too.
    expect((await bringText(manager, 'items', text)).mapping).toEqual(next.mapping);
  });

  test('hidden things are missing: a reference tells nothing, and no second of a number is entered', async () => {
    const other = await heed.team('Locks');
    const own = await heed.signIn(await heed.person({ role: 'contributor', teamId: other }));
    await enter(
      own,
      'items',
      'Series,Number,Publication,Classification of the publication,Issue\nPolicy Brief,60,Secret,Confidential,Hush\n',
    );
    const mine = (text: string) => bringText(contributor, 'items', text);
    const hidden = await mine('Reference,Owner\nPB-60.A1,nobody\n');
    const missing = await mine('Reference,Owner\nPB-61.A1,nobody\n');
    expect(hidden.errors.map(({ why }) => why)).toEqual(missing.errors.map(({ why }) => why));
    expect(hidden.errors[0]!.why).toBe('There is no such item.');
    const second = await mine('Series,Number,Publication,Issue\nPolicy Brief,60,Mine,x\n');
    expect(second.errors[0]!.why).toContain('You may not see it');
    expect(JSON.stringify([hidden, second])).not.toMatch(/Secret|Hush/);
    const theirs = await mine('Series,Number,Publication,Team,Issue\nPolicy Brief,62,Mine,Locks,x\n');
    expect(theirs.errors[0]!.why).toContain('your own team');
    const draft = await mine('Reference,Owner\nPB-60.A1,nobody\n');
    expect((await own.api('GET', `/api/v1/bulk-imports/${draft.id}`)).status).toBe(404);
    const viewer = await heed.signIn('viewer');
    expect((await viewer.get('/import/bulk')).status).toBe(404);
  });
});
