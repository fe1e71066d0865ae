import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient, TestForm } from '../../support/client.js';
import { TWIN, bring, commitForm, contributor, draftOf, fileOf, formOf, rowCounts } from './support.js';

const utf16 = (text: string) => new Uint8Array([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
const bytes = (...values: number[]) => new Uint8Array(values);

/** A brief small enough to look at, with a matrix of one's own. */
const brief = (matrix: string, above = 'Recommendations\n\nThe board should mend the lamps before winter.') =>
  `Lamp Paper\n\nNumber: 77\n\nNovember 2025\n\nLAMPS ALONG THE RIVER ROAD\n\nOverview\n\nLamps are few.\n\n${above}\n\nAction Matrix\n${matrix}\n`;
const HEADER =
  'Issue\tPathways to Solution\tImplementation of Solution\tActors Responsible\tImplementation Timelines';
const ROW = 'Dark posts\tLight them\tBuy oil\tTown board\tShort-term (0–6 months)';

describe('what cannot be imported as it is', () => {
  let heed: TestApp;
  let client: TestClient;

  beforeAll(async () => {
    heed = await startTestApp();
    client = await contributor(heed);
  });
  afterAll(() => heed?.close());

  test.each([
    ['empty', 'import.empty', new Uint8Array(), /file is empty/],
    ['blank', 'import.empty', ' \n\n ', /no text in the document/],
    ['binary', 'import.binary', bytes(0x48, 0x00, 0x01, 0x02, 0x65, 0x10, 0x0a), /no text/],
    [
      'with a NUL',
      'import.binary',
      'Recommendations\n\nThe board \u0000 should act.',
      /NUL character in line 3/,
    ],
    ['a picture', 'import.format_not_read', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), /picture/],
    ['a PDF that breaks off', 'import.malformed', '%PDF-1.7 …', /PDF/],
    [
      'in no encoding',
      'import.encoding',
      bytes(0x52, 0x81, 0xff, 0x8d, 0xfe),
      /neither UTF-8, UTF-16 nor Windows-1252/,
    ],
    ['with nothing to track', 'import.nothing_found', 'Overview\n\nLamps are few.\n', /looked for/],
  ])('a file that is %s: says what is wrong, stores nothing', async (_, code, content, message) => {
    const page = await client.post('/imports', { file: fileOf(content, 'strange.txt') });
    expect(page.status).toBe(422);
    expect(page.text).toMatch(message);
    const form = new FormData();
    form.append('file', fileOf(content, 'strange.txt'));
    const api = await client.send('POST', '/api/v1/imports', {
      body: form,
      headers: { 'x-csrf-token': await client.csrf() },
    });
    expect([api.status, api.json().code]).toEqual([422, code]);
    expect(String(api.json().detail)).toMatch(message);
    const [{ count }] = await heed.ownerDataSource.query('SELECT count(*) FROM import_draft');
    expect(Number(count)).toBe(0);
  });

  test('nothing at all, and file and text together', async () => {
    const nothing = await client.post('/imports', { text: '' });
    expect([nothing.status, nothing.text]).toEqual([422, expect.stringContaining('Choose a file, or paste')]);
    const both = await client.post('/imports', { text: 'Some text', file: fileOf(TWIN) });
    expect(both.status).toBe(422);
    expect(both.text).toContain('not both');
    expect(both.text).toContain('Some text');
  });

  test('more than 20 MB: 413, and says how much may come', async () => {
    const big = fileOf(new Uint8Array(20 * 1024 * 1024 + 1).fill(0x61), 'big.txt');
    const page = await client.post('/imports', { file: big });
    expect(page.status).toBe(413);
    expect(page.text).toContain('20 MB');
    const form = new FormData();
    form.append('file', big);
    const api = await client.send('POST', '/api/v1/imports', {
      body: form,
      headers: { 'x-csrf-token': await client.csrf() },
    });
    expect([api.status, api.json().code]).toEqual([413, 'tooLarge']);
    const json = await client.api('POST', '/api/v1/imports', { text: 'a'.repeat(20 * 1024 * 1024 + 1) });
    expect([json.status, json.json().code]).toEqual([413, 'tooLarge']);
  });

  test('pasted text that is refused comes back', async () => {
    const pasted = 'Overview\n\nLamps are few along the river.';
    const page = await client.post('/imports', { text: pasted });
    expect(page.status).toBe(422);
    expect(page.text).toContain('Lamps are few along the river.');
    expect(page.text).toContain('href="#text"');
  });

  test.each([
    ['UTF-16', utf16(TWIN)],
    [
      'Windows-1252',
      new Uint8Array(
        Buffer.from(brief(`${HEADER}\n${ROW.replace('–', '\u0096')}`).replace('few', 'fe\u00e9w'), 'latin1'),
      ),
    ],
  ])('%s is read', async (_, content) => {
    const id = await bring(client, content);
    const { review } = await draftOf(client, id);
    expect(review.actions[0]!.timelineText).toBe('Short-term (0–6 months)');
    await client.post(`/imports/${id}/discard`);
  });

  test('a matrix with a missing column and one with an extra column are read, said and tracked', async () => {
    const without = brief(
      'Issue\tPathways to Solution\tActors Responsible\tTimeline\nDark posts\tLight them\tTown board\t0–6 months',
    );
    const id = await bring(client, without);
    expect((await client.get(`/imports/${id}`)).text).toContain('has no column for &quot;Implementation');
    expect((await draftOf(client, id)).review.actions[0]).toMatchObject({
      implementation: '',
      issue: 'Dark posts',
    });
    await client.post(`/imports/${id}/discard`);

    const extra = await bring(client, brief(`${HEADER}\tBudget\n${ROW}\t400 crowns`));
    const page = await client.get(`/imports/${extra}`);
    expect(page.text).toContain('Column “Budget”');
    const draft = await draftOf(client, extra);
    expect(draft.review.actions[0]!.extra).toEqual([{ heading: 'Budget', text: '400 crowns' }]);
    draft.review.actions[0]!.extra[0]!.text = '500 crowns';
    expect((await commitForm(client, draft)).status).toBe(303);
    const [row] = await heed.ownerDataSource.query('SELECT extra FROM action');
    expect(row.extra).toEqual({ Budget: '500 crowns' });
  });

  describe('in the review', () => {
    let before: Record<string, number>;
    let id: string;
    beforeAll(async () => {
      before = await rowCounts(heed);
      id = await bring(client, TWIN);
    });

    const refusedWith = async (change: (draft: Awaited<ReturnType<typeof draftOf>>) => void) => {
      const draft = await draftOf(client, id);
      draft.review.actions[1]!.issue = 'Kept as typed';
      change(draft);
      const answer = await commitForm(client, draft);
      expect(await rowCounts(heed)).toEqual(before);
      expect(answer.text).toContain('Kept as typed');
      return answer;
    };

    test.each<[string, (draft: Awaited<ReturnType<typeof draftOf>>) => void, string, string]>([
      [
        'an impossible date',
        ({ review }) => (review.publication.date = '2025-02-30'),
        'publication-date',
        'There is no such date',
      ],
      [
        'no title',
        ({ review }) => (review.publication.title = ' '),
        'publication-title',
        'Fill in this field',
      ],
      [
        'no team',
        ({ review }) => (review.publication.teamId = null),
        'publication-teamId',
        'Choose the team',
      ],
      [
        'a team that is not theirs',
        ({ review }) => (review.publication.teamId = 999),
        'publication-teamId',
        'Choose one of the values',
      ],
      [
        'an owner who is nobody',
        ({ review }) => (review.publication.ownerId = 999),
        'publication-ownerId',
        'member of staff',
      ],
      [
        'a prefix that is none',
        ({ review }) => (review.publication.refPrefix = 'pb 4'),
        'publication-refPrefix',
        'only letters, digits and hyphens',
      ],
      [
        'a NUL',
        ({ review }) => (review.actions[0]!.issue = 'a\u0000b'),
        'actions-0-issue',
        'cannot be stored',
      ],
      [
        'a megabyte in a cell',
        ({ review }) => (review.actions[0]!.issue = 'a'.repeat(1_000_000)),
        'actions-0-issue',
        'too long',
      ],
      [
        'a window that ends before it begins',
        ({ review }) => (review.actions[0]!.minMonths = 9),
        'actions-0-maxMonths',
        'ends before it begins',
      ],
      [
        'an actor twice',
        ({ review }) => (review.actions[0]!.actors[1]!.name = 'VARNHOLM’S wardens'),
        'actions-0-actors-1-name',
        'stands twice',
      ],
      [
        'two leads',
        ({ review }) => review.actions[0]!.actors.forEach((actor) => (actor.lead = true)),
        'actions-0-actors',
        'Only one actor',
      ],
      [
        'a row without words',
        ({ review }) => Object.assign(review.actions[0]!, { issue: '', pathway: '', implementation: '' }),
        'actions-0-pathway',
        'This row has no words',
      ],
      [
        'no text',
        ({ review }) => (review.recommendations[0]!.text = ''),
        'recommendations-0-text',
        'Fill in this field',
      ],
      [
        'a timeline from no actions',
        ({ review }) => (review.recommendations[0]!.timelineKind = 'from_actions'),
        'recommendations-0-timelineKind',
        'No action with a due date',
      ],
      ['a row too few', ({ review }) => review.actions.pop(), '', 'must have every row'],
      [
        'nothing ticked',
        ({ review }) =>
          [...review.actions, ...review.recommendations].forEach((row) => (row.include = false)),
        '',
        'Tick at least one row',
      ],
    ])('%s: 422 with the field, everything typed kept', async (_, change, field, message) => {
      const answer = await refusedWith(change);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(message);
      if (field) {
        expect(answer.text).toContain(`href="#${field}"`);
        expect(answer.text).toContain(`id="${field}"`);
      }
    });

    test('a prefix that is taken: 409', async () => {
      const [{ ref_prefix: taken }] = await heed.ownerDataSource.query('SELECT ref_prefix FROM publication');
      const answer = await refusedWith(({ review }) => (review.publication.refPrefix = taken));
      expect(answer.status).toBe(409);
      expect(answer.text).toContain(`begin with ${taken} already`);
    });

    test.each<[string, TestForm]>([
      ['nothing but a version', { version: 1 }],
      ['lists that are words', { version: 1, publication: 'a', recommendations: 'b', actions: 'c' }],
      [
        'words that are lists',
        {
          version: 1,
          publication: { title: { deep: 'x' } },
          actions: [{ timelineText: ['y'], actors: ['z'] }],
        },
      ],
      [
        'months that are none',
        { version: 1, publication: {}, actions: [{ minMonths: 'soon', maxMonths: '-3' }] },
      ],
      ['a field that is none', { version: 1, colour: 'red' }],
    ])('a form with %s: 422, not a breakdown', async (_, form) => {
      const answer = await client.post(`/imports/${id}/commit`, form);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('Review before tracking');
      expect(await rowCounts(heed)).toEqual(before);
    });
  });

  test('hostile text is shown as text', async () => {
    const hostile = '<script>alert(1)</script><img src=x onerror=alert(2)>';
    const text = brief(
      `${HEADER}\n${ROW.replace('Dark posts', `Dark ${hostile}`)}`,
      `Recommendations\n\nThe board should ${hostile} mend it.`,
    );
    const id = await bring(client, text, `${hostile}.txt`);
    const draft = await draftOf(client, id);
    draft.review.publication.title = hostile;
    const pages = [
      await client.get(`/imports/${id}`),
      await client.post(`/imports/${id}/commit`, {
        ...formOf(draft),
        publication: { ...draft.review.publication, date: hostile },
      }),
    ];
    for (const { text: page } of pages) {
      expect(page).toContain('&lt;script>alert(1)');
      expect(page).not.toContain('<script>alert');
      expect(page).not.toContain('<img');
    }
  });

  test('a link that could run something is not one', async () => {
    const text = `${brief(`${HEADER}\n${ROW}`)}\n\nNotes\n\n- ¹ Lamps <javascript:alert(1)>\n`;
    const id = await bring(client, text);
    expect((await client.get(`/imports/${id}`)).text).not.toContain('href="javascript');
  });
});
