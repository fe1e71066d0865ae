import { jest } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importCommand } from '../../src/cli/import.command.js';
import type { Reading } from '../../src/modules/imports/reader/reading.js';

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** Runs the command in a folder as npm does, and catches what it prints. */
async function run(args: string[], folder = fixtures) {
  const [out, err]: [string[], string[]] = [[], []];
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0),
  ];
  const before = process.env.INIT_CWD;
  process.env.INIT_CWD = folder;
  try {
    return { status: await importCommand(args), out: () => out.join(''), err: () => err.join('') };
  } finally {
    if (before === undefined) delete process.env.INIT_CWD;
    else process.env.INIT_CWD = before;
    spies.forEach((spy) => spy.mockRestore());
  }
}

describe('heed import --dry-run', () => {
  it('prints one JSON object with the keys that other tools rely on', async () => {
    const { status, out, err } = await run(['--dry-run', '--json', 'twin-brief.txt']);
    expect([status, err()]).toEqual([0, '']);
    const reading = JSON.parse(out()) as Reading;
    expect(reading).toMatchObject({
      format: 'text',
      publication: {
        series: 'Policy Brief',
        number: '4',
        date: '2025-11',
        authors: [],
        language: 'en',
        classification: null,
      },
    });
    expect(reading.sections[0]).toMatchObject({ heading: 'Overview', level: 1, at: { line: 9 } });
    expect(reading.recommendations[0]).toMatchObject({
      heading: null,
      addressee: null,
      confidence: 1,
      timeline: null,
      at: { line: 81 },
    });
    expect(reading.actions[0]).toMatchObject({
      issue: 'Dark river posts between Varnholm and Ostrand',
      timeline: {
        text: 'Short-term (0–6 months)',
        term: 'short',
        minMonths: 0,
        maxMonths: 6,
        startsOn: '2025-11-30',
        dueOn: '2026-05-31',
      },
      extra: {},
      at: { line: 129 },
    });
    expect(reading.actions[0].actors[1]).toMatchObject({
      name: "Ostrand's wardens",
      qualifier: 'where funded',
      lead: false,
    });
    expect(reading.notes[0]).toMatchObject({ marker: '1', sameAs: null, citedAt: [{ line: 21 }] });
    expect(reading.warnings).toContainEqual(expect.objectContaining({ at: 'actions[2].actors' }));
  });

  it('prints a preview for people', async () => {
    const { status, out } = await run(['--dry-run', 'twin-brief.txt']);
    expect(status).toBe(0);
    expect(out()).toContain('A1 (line 129) Dark river posts between Varnholm and Ostrand');
    expect(out()).toContain('Short-term (0–6 months), to 2026-05-31 (derived)');
    expect(out()).toContain(
      '- actions[2].actors: "Lamp Wardens and brigade" was kept as one actor; it may be 2.',
    );
  });

  it('leaves with 2 and the reason on stderr where nothing is found or the file cannot be read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'heed-'));
    writeFileSync(join(folder, 'note.txt'), 'Overview\n\nLamps burn.\n');
    writeFileSync(join(folder, 'empty.txt'), '');
    try {
      for (const [file, reason] of [
        ['note.txt', 'Nothing to track was found.'],
        ['empty.txt', 'The file is empty.'],
        ['none.txt', 'there is no such file.'],
        ['.', 'this is a folder, not a file.'],
      ]) {
        const { status, out, err } = await run(['--dry-run', '--json', file], folder);
        expect([file, status, out()]).toEqual([file, 2, '']);
        expect(err()).toContain(`heed: ${file}: ${reason}`);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('leaves with 1 and the usage where it is called wrongly', async () => {
    for (const args of [[], ['a', 'b'], ['--no-such-option', 'a']]) {
      const { status, err } = await run(args);
      expect([status, err()]).toEqual([1, expect.stringContaining('Usage: heed import')]);
    }
  });

  it('counts fiscal years from the month that is given, and refuses what is none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'heed-fiscal-'));
    writeFileSync(
      join(folder, 'brief.txt'),
      'Policy Brief 1\n\nMay 2025\n\nIssue\tPathway\tActors\tTimeline\nDark\tLight\tTown\tFY 2025–26\n',
    );
    const dueOn = async (...args: string[]) => {
      const { status, out } = await run(['--dry-run', '--json', ...args, 'brief.txt'], folder);
      return [status, status === 0 ? (JSON.parse(out()) as Reading).actions[0].timeline!.dueOn : null];
    };
    expect(await dueOn()).toEqual([0, null]);
    expect(await dueOn('--fiscal-year-start', '7')).toEqual([0, '2026-06-30']);
    expect(await dueOn('--fiscal-year-start', '13')).toEqual([1, null]);
    rmSync(folder, { recursive: true });
  });
});
