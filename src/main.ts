import 'reflect-metadata';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { createApp } from './app.setup.js';
import { type Config, ConfigError, loadConfig } from './config/config.js';
import { makeDataSource } from './database/data-source.js';
import { DatabaseSetupError, codeOf } from './database/failure.js';
import { openDatabase } from './database/open-database.js';
import { CleanupService, SetupService } from './modules/access/index.js';
import { HistorySealer } from './modules/history/index.js';
import { type Clock, ShiftedClock, SystemClock } from './shared/clock.js';

/** What `seeds/index.ts` offers: the demo's data, once, and how to sign in to it. */
interface Seeds {
  loadDemo(
    dataSource: DataSource,
    clock: Clock,
  ): Promise<{ signIns: Array<Record<'role' | 'email' | 'password', string>> }>;
}

const LONGEST_STOP_MS = 20_000;

/** What has been opened, to be closed in the opposite order. */
const opened: Array<() => Promise<unknown>> = [];
let stopping: Promise<void> | undefined;
let told = false;

async function start(): Promise<void> {
  const config = loadConfig(process.env);
  const clock = clockOf(config);
  console.log(config.database ? 'Connecting to the database …' : 'Starting the database …');
  const database = await openDatabase(config);
  opened.push(() => database.close());
  if (database.warning) console.warn(`\n${database.warning}\n`);
  const dataSource = await makeDataSource(database).initialize();
  opened.push(() => dataSource.destroy());
  const demo = process.argv.includes('--demo') ? await loadDemo(dataSource, clock) : null;
  const app = await createApp({ config, dataSource, clock });
  opened.push(() => app.close());
  app.get(HistorySealer).start();
  app.get(CleanupService).start();
  await app.listen(config.port, config.host);
  console.log(await greeting(app, config, demo));
}

function clockOf({ today }: Config): Clock {
  if (!today) return new SystemClock();
  console.log(`Today is taken to be ${today} (HEED_TODAY).`);
  return new ShiftedClock(new Date(`${today}T12:00:00Z`));
}

async function loadDemo(dataSource: DataSource, clock: Clock) {
  const seeds = (await import(pathToFileURL(join(import.meta.dirname, '../seeds/index.js')).href)) as Seeds;
  return seeds.loadDemo(dataSource, clock);
}

async function greeting(
  app: NestFastifyApplication,
  { baseUrl }: Config,
  demo: Awaited<ReturnType<Seeds['loadDemo']>> | null,
): Promise<string> {
  const link = await app.get(SetupService).newLink();
  return [
    '',
    `Heed is ready: ${baseUrl}`,
    ...(demo ? ['', 'Sign in to the demo as:'] : []),
    ...(demo?.signIns ?? []).map(
      ({ role, email, password }) => `  ${role.padEnd(12)} ${email.padEnd(28)} ${password}`,
    ),
    ...(link
      ? [
          '',
          'There is no administrator yet. This link makes the first one; it works once, for a day:',
          `  ${baseUrl}${link}`,
        ]
      : []),
    '',
    'Ctrl-C stops it.',
  ].join('\n');
}

function stop(): Promise<void> {
  stopping ??= (async () => {
    const tooLong = setTimeout(() => process.exit(1), LONGEST_STOP_MS);
    for (const close of opened.reverse()) await close().catch((error: unknown) => console.error(error));
    clearTimeout(tooLong);
  })();
  return stopping;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping || told) return;
    told = true;
    console.log('\nStopping …');
    // What is just being opened is closed as well.
    void starting
      .catch(() => undefined)
      .then(stop)
      .then(() => process.exit(0));
  });
}

const starting = start();
try {
  await starting;
} catch (error) {
  await stop();
  console.error(sentenceOf(error));
  process.exit(1);
}

/** What whoever starts Heed can put right needs no stack. */
function sentenceOf(error: unknown): unknown {
  if (error instanceof ConfigError || error instanceof DatabaseSetupError) return error.message;
  if (codeOf(error) === 'EADDRINUSE') return 'Another program listens on this port. Set PORT to a free one.';
  return error;
}
