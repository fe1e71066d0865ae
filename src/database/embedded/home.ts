import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DatabaseSetupError, codeOf, messageOf } from '../failure.js';
import { canEnter, chooseAccount } from './account.js';
import type { Account } from './account.js';

/** Kept in the data directory, readable by its owner alone. */
export interface Secrets {
  id: string;
  /** Where the database lies when it cannot lie in the data directory. */
  outside: string | null;
  superuser: string;
  owner: string;
  app: string;
}

export interface Home {
  /** The folder of everything PostgreSQL itself must reach. */
  folder: string;
  pgData: string;
  account: Account | null;
  secrets: Secrets;
}

/** Survives a restart, unlike /tmp. */
const OUTSIDE = '/var/lib/heed';

export async function readSecrets(dataDir: string): Promise<Secrets | null> {
  const path = secretsPath(dataDir);
  try {
    const secrets: Secrets = JSON.parse(await readFile(path, 'utf8'));
    return secrets;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new DatabaseSetupError(
      `Cannot read ${path}, which holds the passwords of the database: ${messageOf(error)}. ` +
        'Start Heed as the user who started it first.',
      { cause: error },
    );
  }
}

export const pgDataOf = (dataDir: string, secrets: Secrets): string =>
  join(secrets.outside ?? dataDir, 'postgres');

/** Finds or makes the place of the database. The caller holds the start lock. */
export async function findHome(dataDir: string): Promise<Home> {
  const kept = await readSecrets(dataDir);
  const secrets = kept ? { ...kept } : newSecrets();
  const account = chooseAccount(pgDataOf(dataDir, secrets), dataDir, dirname(dataDir));
  const made = await stat(pgDataOf(dataDir, secrets)).catch(() => null);
  if (!made && !canEnter(account, dataDir)) secrets.outside ??= await makeOutside(secrets.id, account);
  // Not without need: once root has written it, the ordinary user who started first could not read it.
  if (kept?.outside !== secrets.outside) await writeSecrets(dataDir, secrets);
  if (secrets.outside) await claimOutside(secrets.outside, dataDir, secrets.id);
  const pgData = pgDataOf(dataDir, secrets);
  if (made && !canEnter(account, pgData)) {
    throw new DatabaseSetupError(
      `The database in ${pgData} belongs to user ${account?.name}, who cannot reach that folder: ` +
        'every folder above it must let them through (chmod o+x).',
    );
  }
  return { folder: secrets.outside ?? dataDir, pgData, account, secrets };
}

const secretsPath = (dataDir: string): string => join(dataDir, 'postgres.json');

function newSecrets(): Secrets {
  const password = (): string => randomBytes(24).toString('base64url');
  return {
    id: randomBytes(6).toString('hex'),
    outside: null,
    superuser: password(),
    owner: password(),
    app: password(),
  };
}

async function writeSecrets(dataDir: string, secrets: Secrets): Promise<void> {
  const path = secretsPath(dataDir);
  await writeFile(`${path}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
}

async function makeOutside(id: string, account: Account | null): Promise<string> {
  const folder = join(OUTSIDE, id);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  if (account) await chown(folder, account.uid, account.gid);
  return folder;
}

/** A copied data directory names the same outside folder: two must not work on one database by mistake. */
async function claimOutside(folder: string, dataDir: string, id: string): Promise<void> {
  const note = join(folder, 'belongs-to');
  const claimed = (await readFile(note, 'utf8').catch(() => '')).trim();
  if (claimed === dataDir) return;
  const other = claimed ? await readSecrets(claimed).catch(() => null) : null;
  if (other?.id === id) {
    throw new DatabaseSetupError(
      `${dataDir} is a copy of ${claimed}, and the database of both lies in ${folder}. ` +
        `Remove ${join(dataDir, basename(secretsPath(dataDir)))} to start with an empty database here.`,
    );
  }
  await writeFile(note, `${dataDir}\n`);
}
