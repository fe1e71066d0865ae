import { randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import { AppModule } from '../src/app.module.js';
import { loadConfig } from '../src/config/config.js';
import { DatabaseSetupError } from '../src/database/failure.js';
import { Person, Team, hashPassword } from '../src/modules/access/index.js';
import { HistoryService } from '../src/modules/history/index.js';
import { Organisation } from '../src/modules/settings/index.js';
import { Clock } from '../src/shared/clock.js';
import type { CurrentUser, Role } from '../src/shared/permissions.js';
import { DemoClock, Desk } from './desk.js';
import { enterPolicyBrief11 } from './policy-brief-11.js';
import { enterTownBenches } from './town-benches.js';

interface SignIn {
  role: string;
  email: string;
  password: string;
}

const PEOPLE: { name: string; email: string; role: Role; team: 'security' | 'towns' }[] = [
  { name: 'Casey Contributor', email: 'contributor@demo.example', role: 'contributor', team: 'towns' },
  { name: 'Morgan Manager', email: 'manager@demo.example', role: 'manager', team: 'towns' },
  { name: 'Alex Admin', email: 'admin@demo.example', role: 'admin', team: 'security' },
];
const LOADED = 'demo.loaded';

/**
 * The demo: once, into an empty database, with dates counted back from the day of its first start. At every start the
 * demo's people get new passwords, which are returned: none is ever kept in the clear.
 *
 * @throws DatabaseSetupError when the database holds something else
 */
export async function loadDemo(dataSource: DataSource, clock: Clock): Promise<{ signIns: SignIn[] }> {
  if (!(await isLoaded(dataSource))) await load(dataSource, clock);
  const signIns: SignIn[] = [];
  for (const { email, role } of PEOPLE) {
    const password = Array.from({ length: 4 }, () => randomBytes(3).toString('hex')).join('-');
    await dataSource.manager.update(Person, { email }, { passwordHash: await hashPassword(password) });
    signIns.push({ role, email, password });
  }
  return { signIns };
}

async function isLoaded(dataSource: DataSource): Promise<boolean> {
  const [{ loaded, people }] = (await dataSource.query(
    `SELECT EXISTS (SELECT 1 FROM history_entry WHERE action = $1) AS loaded,
            EXISTS (SELECT 1 FROM person) AS people`,
    [LOADED],
  )) as [{ loaded: boolean; people: boolean }];
  if (loaded) return true;
  if (people)
    throw new DatabaseSetupError(
      'This database already holds people, but not the whole demo. Give the demo a place of its own: set ' +
        'HEED_DATA_DIR to an empty folder, or DATABASE_URL to an empty database.',
    );
  return false;
}

async function load(dataSource: DataSource, clock: Clock): Promise<void> {
  const demoClock = new DemoClock(clock.now());
  const context = await NestFactory.createApplicationContext(
    AppModule.with({ config: loadConfig(process.env), dataSource, clock: demoClock }),
    { logger: ['error', 'warn'] },
  );
  try {
    const { manager } = dataSource;
    await manager.update(Organisation, { id: 1 }, { name: 'Demo Institute', shortName: 'Demo' });
    const teams = {
      security: await manager.save(manager.create(Team, { name: 'Regional security' })),
      towns: await manager.save(manager.create(Team, { name: 'Town and country' })),
    };
    const people: CurrentUser[] = [];
    for (const { team, ...person } of PEOPLE) {
      const teamId = teams[team].id;
      const values = { ...person, teamId, passwordHash: null, createdAt: clock.now() };
      const { id } = await manager.save(manager.create(Person, values));
      people.push({ id, ...person, teamId });
    }
    const [contributor, leader, admin] = people as [CurrentUser, CurrentUser, CurrentUser];
    const desk = new Desk(context, demoClock, { contributor, manager: leader, admin });
    await enterPolicyBrief11(desk, teams.security.id);
    await enterTownBenches(desk, teams.towns.id);
    demoClock.goTo(0);
    await context.get(HistoryService).record(manager, {
      actorId: null,
      action: LOADED,
      subjectType: 'organisation',
      subjectId: 1,
    });
  } finally {
    await context.close();
  }
}
