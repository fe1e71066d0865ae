import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { createApp } from '../../src/app.setup.js';
import type { Config } from '../../src/config/config.js';
import { makeDataSource } from '../../src/database/data-source.js';
import { hashPassword } from '../../src/modules/access/index.js';
import { ImportDraftsService } from '../../src/modules/imports/index.js';
import { Clock } from '../../src/shared/clock.js';
import type { Role } from '../../src/shared/permissions.js';
import { TestClient } from './client.js';
import { type TestDatabase, createTestDatabase } from './database.js';

/** Stands still until it is told to go on. */
export class TestClock extends Clock {
  constructor(private time: Date) {
    super();
  }
  now(): Date {
    return this.time;
  }
  set(time: Date | string): void {
    this.time = new Date(time);
  }
  advance(ms: number): void {
    this.time = new Date(this.time.getTime() + ms);
  }
}

/** Every person that `person()` and `signIn()` make has it. */
export const TEST_PASSWORD = 'a quiet lake at dawn';

export interface TestApp {
  app: NestFastifyApplication;
  /** `http://127.0.0.1:<port>`, where it listens. */
  baseUrl: string;
  database: TestDatabase;
  /** As the application's role. */
  dataSource: DataSource;
  /** As the owner of the tables: to prepare and to look. */
  ownerDataSource: DataSource;
  clock: TestClock;
  /** A person straight into the database; the first one of a role per suite need not be signed in. */
  person(values?: {
    role?: Role;
    teamId?: number | null;
    name?: string;
    email?: string;
  }): Promise<TestPerson>;
  team(name?: string): Promise<number>;
  /** A new person of this role, or the given one, signed in over HTTP. */
  signIn(who: Role | TestPerson): Promise<TestClient>;
  /** Nobody: no cookies. */
  visitor(): TestClient;
  close(): Promise<void>;
}

export interface TestPerson {
  id: number;
  name: string;
  email: string;
  role: Role;
  teamId: number | null;
}

/** The whole application on a database of its own, listening. At noon UTC of `today`; the clock stands still. */
export async function startTestApp({
  today = '2026-11-22',
  logLevels = [] as Config['logLevels'],
  config: overrides = {} as Partial<Config>,
} = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const [dataSource, ownerDataSource] = await Promise.all(
    [database.appUrl, database.ownerUrl].map((url) => makeDataSource({ url }).initialize()),
  );
  const clock = new TestClock(new Date(`${today}T12:00:00Z`));
  const config: Config = {
    host: '127.0.0.1',
    port: 0,
    baseUrl: '',
    secureCookies: false,
    trustedProxies: [],
    dataDir: '/nonexistent',
    database: { url: database.appUrl, migrationUrl: null },
    today,
    logLevels,
    ...overrides,
  };
  const app = await createApp({ config, dataSource, clock });
  // Machines under test are slow: a document is waited for, unless a test says otherwise.
  app.get(ImportDraftsService).patience = 60_000;
  await app.listen(0, '127.0.0.1');
  const baseUrl = await app.getUrl();
  // Known only now that it listens; browsers name it as their origin.
  config.baseUrl ||= baseUrl;
  const passwordHash = hashPassword(TEST_PASSWORD);
  let count = 0;

  const person: TestApp['person'] = async ({ role = 'contributor', teamId = null, ...given } = {}) => {
    count += 1;
    const { name, email } = {
      name: `Test ${role} ${count}`,
      email: `${role}.${count}@example.org`,
      ...given,
    };
    const [{ id }] = await ownerDataSource.query<Array<{ id: number }>>(
      `INSERT INTO person (name, email, password_hash, role, team_id, created_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
      [name, email, await passwordHash, role, teamId, clock.now()],
    );
    return { id, name, email, role, teamId };
  };

  return {
    app,
    baseUrl,
    database,
    dataSource,
    ownerDataSource,
    clock,
    person,
    async team(name = `Team ${(count += 1)}`) {
      const [{ id }] = await ownerDataSource.query<Array<{ id: number }>>(
        'INSERT INTO team (name) VALUES ($1) RETURNING id',
        [name],
      );
      return id;
    },
    async signIn(who) {
      const client = new TestClient(baseUrl, typeof who === 'string' ? await person({ role: who }) : who);
      await client.signIn(client.person!.email, TEST_PASSWORD);
      return client;
    },
    visitor: () => new TestClient(baseUrl, null),
    async close() {
      await app.close();
      await Promise.all([dataSource.destroy(), ownerDataSource.destroy()]);
      await database.drop();
    },
  };
}
