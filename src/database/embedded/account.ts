import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { DatabaseSetupError } from '../failure.js';

/** The user whom the server's processes run as, where that is not ourselves. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * PostgreSQL refuses to run as root: then it runs as the owner of its data, or of the folder it is to lie in, else as
 * `postgres`, who is made where missing, else as `nobody`. An ordinary user runs it as themselves: null.
 */
export function chooseAccount(...folders: string[]): Account | null {
  if (!isRoot()) return null;
  for (const folder of folders) {
    const uid = statSync(folder, { throwIfNoEntry: false })?.uid;
    const owner = uid ? accountOf(String(uid)) : null;
    if (owner) return owner;
  }
  const account = accountOf('postgres') ?? createPostgresUser() ?? accountOf('nobody');
  if (account) return account;
  throw new DatabaseSetupError(
    'PostgreSQL does not run as root, and there is no other user to run it as. ' +
      'Start Heed as an ordinary user, or set DATABASE_URL to a server of your own.',
  );
}

/** Can this user run the program? Asked by trying, which looks at every folder above and every library. */
export function canRun(account: Account | null, program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { ...identity(account), cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Can this user reach what lies in the folder? */
export const canEnter = (account: Account | null, folder: string): boolean =>
  account === null || canRun(account, '/bin/sh', '-c', 'cd -- "$0"', folder);

/** Options for `spawn`; without supplementary groups, which Node drops together with the user. */
export const identity = (account: Account | null): { uid?: number; gid?: number } =>
  account ? { uid: account.uid, gid: account.gid } : {};

function accountOf(user: string): Account | null {
  const id = (flags: string): string =>
    execFileSync('id', [flags, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const account = { name: id('-un'), uid: Number(id('-u')), gid: Number(id('-g')) };
    return account.uid > 0 ? account : null;
  } catch {
    return null;
  }
}

function createPostgresUser(): Account | null {
  // Debian, Fedora and most others; then BusyBox (Alpine).
  spawnSync(
    'useradd',
    ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
    {
      stdio: 'ignore',
    },
  );
  if (!accountOf('postgres')) spawnSync('adduser', ['-S', '-D', '-H', 'postgres'], { stdio: 'ignore' });
  return accountOf('postgres');
}
