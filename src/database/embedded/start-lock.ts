import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSetupError, codeOf } from '../failure.js';
import { birthOf, isAlive } from './processes.js';

interface Holder {
  pid: number;
  birth: string | null;
  since: string;
  token: string;
}

/** The data directory is another live process's. */
export class DataDirectoryInUseError extends DatabaseSetupError {
  override name = 'DataDirectoryInUseError';
}

/**
 * One process per data directory. The file names its holder, number and time of birth, so that a lock whose holder
 * was killed is nobody's. The returned function gives it back.
 */
export async function takeStartLock(dataDir: string): Promise<() => Promise<void>> {
  const path = lockPath(dataDir);
  const mine: Holder = {
    pid: process.pid,
    birth: birthOf(process.pid),
    since: new Date().toISOString(),
    token: randomUUID(),
  };
  const draft = `${path}.${mine.token}`;
  await writeFile(draft, JSON.stringify(mine));
  try {
    for (;;) {
      if (await tryLink(draft, path)) {
        // Two that find the same dead holder may both clear its lock: whoever is written last is the holder.
        await sleep(20);
        const holder = await readHolder(path);
        if (holder?.token === mine.token) return () => release(path, mine.token);
      }
      const holder = await readHolder(path);
      if (holder && lives(holder)) throw inUse(dataDir, holder);
      await clearAway(path, holder);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** The live process that holds the data directory, if one does. */
export async function startLockHolder(dataDir: string): Promise<{ pid: number; since: string } | null> {
  const holder = await readHolder(lockPath(dataDir));
  return holder && lives(holder) ? holder : null;
}

const lockPath = (dataDir: string): string => join(dataDir, 'heed.lock');

const lives = ({ pid, birth }: Holder): boolean => isAlive(pid) && birthOf(pid) === birth;

function inUse(dataDir: string, { pid, since }: Holder): DataDirectoryInUseError {
  return new DataDirectoryInUseError(
    `Heed is already running on the data directory ${dataDir} (process ${pid}, since ${since}). ` +
      'Stop that one first, or set HEED_DATA_DIR to another folder.',
  );
}

/** Neither call replaces a file: of two that try, one succeeds. Not every file system has links. */
async function tryLink(from: string, to: string): Promise<boolean> {
  for (const make of [link, (a: string, b: string) => copyFile(a, b, constants.COPYFILE_EXCL)]) {
    try {
      await make(from, to);
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      if (make !== link) throw error;
    }
  }
  return false;
}

/** A file that says nothing readable was cut off by a crash of the machine: it is nobody's. */
async function readHolder(path: string): Promise<Holder | null> {
  try {
    const { pid, birth, since, token }: Partial<Holder> = JSON.parse(await readFile(path, 'utf8'));
    return typeof pid === 'number'
      ? { pid, birth: birth ?? null, since: since ?? '?', token: token ?? '' }
      : null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Moves a dead holder's file out of the way; puts it back when it turns out to be someone else's by now. */
async function clearAway(path: string, dead: Holder | null): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const moved = await readHolder(aside);
  if (moved && moved.token !== dead?.token) await tryLink(aside, path);
  await rm(aside, { force: true });
}

async function release(path: string, token: string): Promise<void> {
  const holder = await readHolder(path);
  if (holder?.token === token) await rm(path, { force: true });
}
