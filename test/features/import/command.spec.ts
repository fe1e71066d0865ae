import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { importCommand } from '../../../src/cli/import.command.js';
import { type TestApp, startTestApp } from '../../support/app.js';
import { TWIN, rowCounts } from './support.js';

describe('heed import --as', () => {
  let heed: TestApp;
  let folder: string;
  let brief: string;
  const environment = { ...process.env };

  beforeAll(async () => {
    heed = await startTestApp();
    process.env.DATABASE_URL = heed.database.appUrl;
    process.env.MIGRATION_DATABASE_URL = heed.database.ownerUrl;
    folder = mkdtempSync(join(tmpdir(), 'heed-import-'));
    brief = join(folder, 'twin-brief.txt');
    writeFileSync(brief, TWIN);
  });
  afterAll(async () => {
    process.env = environment;
    rmSync(folder, { recursive: true, force: true });
    await heed?.close();
  });

  /** @returns exit status and what it said */
  async function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
    const said = { out: '', err: '' };
    const spies = (['out', 'err'] as const).map((name) =>
      jest.spyOn(process[`std${name}`], 'write').mockImplementation((text) => {
        said[name] += String(text);
        return true;
      }),
    );
    try {
      return { status: await importCommand(args), ...said };
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  }

  test('stores nothing for somebody unknown, without a team, or without a name', async () => {
    const { email } = await heed.person({ role: 'manager' });
    const viewer = await heed.person({ role: 'viewer', teamId: await heed.team() });
    expect(await run('--as', 'nobody@example.org', brief)).toMatchObject({
      status: 1,
      err: expect.stringContaining('nobody who may import'),
    });
    expect(await run('--as', viewer.email, brief)).toMatchObject({
      status: 1,
      err: expect.stringContaining('nobody who may import'),
    });
    expect(await run('--as', email, brief)).toMatchObject({
      status: 1,
      err: expect.stringContaining('belongs to no team'),
    });
    expect(await run(brief)).toMatchObject({ status: 1, err: expect.stringContaining('--as EMAIL') });
    expect(await rowCounts(heed)).toEqual({});
    expect(await heed.ownerDataSource.query('SELECT 1 FROM import_draft')).toEqual([]);
  });

  test('imports the document as it was read, once', async () => {
    const { email } = await heed.person({ role: 'contributor', teamId: await heed.team() });
    const { status, out } = await run('--as', email, '--json', brief);
    expect(status).toBe(0);
    const stored = JSON.parse(out) as { refPrefix: string; items: string[] };
    expect(stored.refPrefix).toBe('PB-4');
    expect(stored.items).toHaveLength(13);
    const before = await rowCounts(heed);
    expect(before).toMatchObject({ publication: 1, item: 13, publication_note: 26, stored_file: 1 });
    expect(before.action_recommendation).toBeUndefined();

    const again = await run('--as', email, brief);
    expect(again).toMatchObject({ status: 0, err: '', out: expect.stringContaining('Nothing has changed.') });
    expect(await rowCounts(heed)).toEqual(before);
    const drafts = await heed.ownerDataSource.query(
      'SELECT 1 FROM import_draft WHERE publication_id IS NULL',
    );
    expect(drafts).toEqual([]);
  });

  test('compares a document that is tracked, and changes nothing unless it is told to', async () => {
    const { email } = await heed.person({ role: 'manager', teamId: await heed.team() });
    const later = join(folder, 'later.txt');
    writeFileSync(later, TWIN.replace('walk the river posts every week', 'walk the river posts every night'));
    const before = await rowCounts(heed);
    const compared = await run('--as', email, later);
    expect(compared.status).toBe(0);
    expect(compared.out).toContain('PB-4.A1 reworded: Share the rounds and report broken lamps');
    expect(compared.out).toContain(
      '[x] implementation: "Open joint depots, walk the river posts every week" ->',
    );
    expect(compared.err).toContain('nothing was changed');
    const dry = await run('--dry-run', '--as', email, '--json', later);
    const { comparison, ...reading } = JSON.parse(dry.out) as {
      comparison: { publication: { refPrefix: string } };
    };
    expect(comparison.publication.refPrefix).toBe('PB-4');
    expect(JSON.parse((await run('--dry-run', '--json', later)).out)).toEqual(reading);
    expect(await rowCounts(heed)).toEqual(before);

    const accepted = await run('--as', email, '--accept', '--json', later);
    expect(JSON.parse(accepted.out)).toMatchObject({
      refPrefix: 'PB-4',
      comparison: { publication: { version: 1 } },
    });
    expect(await rowCounts(heed)).toMatchObject({ publication: 1, item: 13, publication_document: 2 });
    const words = await heed.ownerDataSource.query(
      `SELECT 1 FROM action WHERE implementation LIKE '%every night'`,
    );
    expect(words).toHaveLength(1);
    const drafts = await heed.ownerDataSource.query(
      'SELECT 1 FROM import_draft WHERE publication_id IS NULL',
    );
    expect(drafts).toEqual([]);
    expect((await run('--dry-run', '--accept', later)).status).toBe(1);
  });
});
