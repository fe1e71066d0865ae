import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Jest loads this file and global-teardown.ts without its module mapping: they import nothing of ours.

declare global {
  var heedTestCleanUp: (() => void) | undefined;
}

/**
 * Only makes the run's folder: the first suite that asks for a database starts the server (database.ts), so that a
 * run of pure specs starts none.
 */
export default function setup(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^heed-test-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) cleanUp(join(tmpdir(), name));
  }
  const folder = mkdtempSync(join(tmpdir(), `heed-test-${process.pid}-`));
  // PostgreSQL may run as another user, who must pass through.
  chmodSync(folder, 0o711);
  process.env.HEED_TEST_RUN = folder;
  globalThis.heedTestCleanUp = () => cleanUp(folder);
  // Jest does not come to its teardown then.
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => {
      cleanUp(folder);
      process.exit(code);
    });
  }
}

/** Ends the run's server, whose data nobody wants any more, and removes its folders. */
function cleanUp(folder: string): void {
  const dataDir = join(folder, 'data');
  const { outside }: { outside?: string } = JSON.parse(read(join(dataDir, 'postgres.json')) || '{}');
  const pid = Number.parseInt(read(join(outside ?? dataDir, 'postgres', 'postmaster.pid')), 10);
  if (pid > 0 && isAlive(pid)) {
    process.kill(pid, 'SIGQUIT');
    const end = Date.now() + 10_000;
    while (isAlive(pid) && Date.now() < end) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
  for (const gone of [outside, folder])
    if (gone) rmSync(gone, { recursive: true, force: true, maxRetries: 5 });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A zombie waits for a parent that does not look: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
  return !/^\d+ \(.*\) Z/s.test(read(`/proc/${pid}/stat`));
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
