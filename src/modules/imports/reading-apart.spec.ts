import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Unreadable } from '../../shared/errors.js';
import { TooLarge } from '../../web/refusals.js';
import { ReadingStopped, beginReading, readApart } from './reading-apart.js';

const twin = {
  filename: 'twin-brief.txt',
  bytes: readFileSync(join(import.meta.dirname, '../../../test/fixtures/twin-brief.txt')),
};

describe('reading a document apart', () => {
  test('gives what the reader gives', async () => {
    const { reading, passages } = await readApart(twin);
    expect(passages).toBeNull();
    expect([reading.actions.length, reading.recommendations.length, reading.notes.length]).toEqual([
      5, 8, 26,
    ]);
  });

  test('says why a document is unreadable, with a code', async () => {
    const refused = readApart({ filename: 'empty.txt', bytes: new Uint8Array() });
    await expect(refused).rejects.toMatchObject({
      code: 'import.empty',
      values: { reason: 'The file is empty.' },
    });
    await expect(readApart({ filename: 'big.txt', bytes: new Uint8Array(20 * 2 ** 20 + 1) })).rejects.toThrow(
      TooLarge,
    );
  });

  test('that fails before anybody waits for it ends nothing but itself', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      const begun = beginReading(twin);
      begun.stop();
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(unhandled).toEqual([]);
      await expect(begun.read).rejects.toBeInstanceOf(ReadingStopped);
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  test('ends when the time or the memory is used up, and reads the next one', async () => {
    const slow = readApart(twin, { milliseconds: 1 });
    const fat = readApart(
      { ...twin, bytes: Buffer.alloc(15 * 2 ** 20, 'Lamps should burn.\n') },
      { megabytes: 12 },
    );
    await expect(slow).rejects.toMatchObject({ code: 'import.tooSlow' });
    await expect(fat).rejects.toBeInstanceOf(Unreadable);
    await expect(readApart(twin)).resolves.toBeDefined();
  });
});
