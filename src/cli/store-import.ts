import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppModule } from '../app.module.js';
import { loadConfig } from '../config/config.js';
import { makeDataSource } from '../database/data-source.js';
import { openDatabase } from '../database/open-database.js';
import { Person } from '../modules/access/index.js';
import { type Comparison, bringAsRead } from '../modules/imports/index.js';
import { SystemClock } from '../shared/clock.js';
import { DomainError, RefusedFields, Unreadable } from '../shared/errors.js';
import { type CurrentUser, may } from '../shared/permissions.js';
import { messageOf } from '../web/forms.js';
import { translator } from '../web/messages/index.js';

/** What became of a document. */
export interface StoredImport {
  publicationId: number;
  refPrefix: string;
  title: string;
  items: string[];
  /** Only of a document that Heed knows: what it says otherwise. */
  comparison?: Comparison;
}

/** What is done with a document that Heed knows: it is compared only, unless what is proposed is to be taken over. */
export interface StoreOptions {
  accept: boolean;
  /** Nothing is stored at all. */
  dryRun: boolean;
}

/** Nothing was stored; the message says why. */
export class NotStored extends Error {
  override name = 'NotStored';
  constructor(
    message: string,
    /** The document itself cannot be read. */
    readonly isUnreadable: boolean,
  ) {
    super(message);
  }
}

/**
 * Imports a document into the database of the configuration, in the name of a member of staff and for their team, or
 * compares it with what is tracked of its publication. A Heed that runs already may go on running.
 * @returns null where it was to be compared only and there is nothing to compare it with
 * @throws NotStored
 */
export const storeImport = (
  document: { filename: string; bytes: Buffer },
  email: string,
  options: StoreOptions,
): Promise<StoredImport | null> => inApplication((app) => store(app, document, email, options));

/** Starts the application beside one that may be running, does the work and ends it. @throws NotStored */
export async function inApplication<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  const config = loadConfig(process.env);
  const database = await openDatabase({ ...config, beside: true });
  try {
    const dataSource = await makeDataSource({ ...database, poolSize: 2 }).initialize();
    try {
      const parts = { config, dataSource, clock: new SystemClock() };
      const app = await NestFactory.createApplicationContext(AppModule.with(parts), { logger: false });
      try {
        return await inWords(() => work(app));
      } finally {
        await app.close();
      }
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await database.close();
  }
}

async function store(
  app: INestApplicationContext,
  document: { filename: string; bytes: Buffer },
  email: string,
  options: StoreOptions,
): Promise<StoredImport | null> {
  const user = await staff(app, email);
  if (user.teamId === null)
    throw new NotStored(
      `${email} belongs to no team, and a publication needs one. Import it in the browser.`,
      false,
    );
  const { publicationId, comparison } = await bringAsRead(app, user, document, options);
  if (publicationId === null) return null;
  const [row] = await app.get(DataSource).query<[Omit<StoredImport, 'publicationId'>]>(
    `SELECT p.ref_prefix AS "refPrefix", p.title,
            array(SELECT ref FROM item WHERE publication_id = p.id ORDER BY kind DESC, position) AS items
       FROM publication p WHERE p.id = $1`,
    [publicationId],
  );
  return { publicationId, ...row, ...(comparison && { comparison }) };
}

/** Whoever may import, by their address. @throws NotStored */
export async function staff(app: INestApplicationContext, email: string): Promise<CurrentUser> {
  const person = await app.get(DataSource).manager.findOneBy(Person, { email: email.trim().toLowerCase() });
  if (!person?.active || !may(person, 'record'))
    throw new NotStored(`${email} is nobody who may import. Name a contributor, manager or admin.`, false);
  const { id, name, role, teamId } = person;
  return { id, name, email: person.email, role, teamId };
}

/** Refusals in the words of the pages. */
async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const t = translator('en');
    if (error instanceof RefusedFields)
      throw new NotStored(error.refusals.map((refusal) => messageOf(refusal, t)).join(' '), false);
    if (error instanceof DomainError) throw new NotStored(messageOf(error, t), error instanceof Unreadable);
    throw error;
  }
}
