import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DatabaseSetupError } from '../failure.js';
import type { Binaries } from './binaries.js';
import { commandOf, eventually, isAlive } from './processes.js';

/** Longer than any process number can be. */
const NOBODY = 99_999_999;

/** A server that runs on this data folder, of whoever's making. */
export interface Postmaster {
  pid: number;
  port: number;
}

/** https://www.postgresql.org/docs/current/storage-file-layout.html: postmaster.pid, a line for each fact. */
export async function findPostmaster(pgData: string): Promise<Postmaster | null> {
  const lines = await readPidFile(pgData);
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && serves(pid, pgData) ? { pid, port } : null;
}

/**
 * Stops a server that outlived the process that started it. A number that another process has by now must not keep
 * PostgreSQL from starting; the file stays, because PostgreSQL reads in it whether the dead server's memory is
 * still in use.
 */
export async function stopOrphan(pgData: string, { pgCtl }: Pick<Binaries, 'pgCtl'>): Promise<boolean> {
  const orphan = await findPostmaster(pgData);
  if (orphan) {
    await stopPostmaster(orphan.pid, pgData, pgCtl);
    return true;
  }
  const [first, ...rest] = await readPidFile(pgData);
  if (first && isAliveOrZombie(Number(first))) {
    await writeFile(join(pgData, 'postmaster.pid'), [NOBODY, ...rest].join('\n'));
  }
  return false;
}

/** Open transactions are rolled back, what is committed is written out. */
export async function stopPostmaster(pid: number, pgData: string, pgCtl: string): Promise<void> {
  if (process.platform === 'win32') {
    await promisify(execFile)(pgCtl, ['stop', '-D', pgData, '-m', 'fast', '-w']);
    return;
  }
  // Fast, immediate (recovers from its log at the next start), and the end of patience.
  for (const [signal, patience] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    if (await eventually(() => !isAlive(pid), patience)) return;
  }
  throw new DatabaseSetupError(`The database server (process ${pid}) does not stop.`);
}

/** Its command line names the folder: another process that got its number does not. */
const serves = (pid: number, pgData: string): boolean =>
  isAlive(pid) && (process.platform === 'win32' || commandOf(pid).includes(pgData));

function isAliveOrZombie(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function readPidFile(pgData: string): Promise<string[]> {
  const text = await readFile(join(pgData, 'postmaster.pid'), 'utf8').catch(() => '');
  return text.split('\n');
}
