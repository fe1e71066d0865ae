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

    expect(await run('--as', email, brief)).toMatchObject({
      status: 1,
      err: expect.stringContaining('is here already'),
    });
    expect(await rowCounts(heed)).toEqual(before);
    const drafts = await heed.ownerDataSource.query(
      'SELECT 1 FROM import_draft WHERE publication_id IS NULL',
    );
    expect(drafts).toEqual([]);
  });
});
