import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import sql from 'sql-template-tag';
import { type Day, type DatePrecision, anchorDay } from '../../shared/calendar-date.js';
import { Clock } from '../../shared/clock.js';
import { Conflict, NotFound, Refused, StaleVersion } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { nameKeyOfSeries, refPrefixFor } from './reference-prefix.js';
import {
  type Classification,
  type Place,
  Publication,
  PublicationDocument,
  PublicationNote,
  PublicationSection,
  StoredFile,
} from './publication.entity.js';
import { visiblePublications } from './visibility.js';

export interface NewPublication {
  teamId: number;
  series: string | null;
  number: string | null;
  /** `PB-11`; proposed from series and number when null. */
  refPrefix: string | null;
  title: string;
  /** `2025-12-31`, `2025-12` or `2025`. */
  date: string | null;
  publisher: string | null;
  authors: string[];
  language: string;
  direction: 'ltr' | 'rtl';
  classification: Classification;
  disclaimer: string | null;
  sections: { heading: string; level: number; at: Place }[];
  notes: {
    marker: string | null;
    text: string;
    url: string | null;
    sameAs: string | null;
    citedAt: Place[];
  }[];
}

export interface ImportedDocument {
  sha256: string;
  content: Buffer;
  filename: string;
  format: string;
  readerVersion: string;
  reading: object;
  itemRefs?: Record<string, string>;
  refused?: object[];
}

/** The facts of a publication that may be corrected. How its references begin never changes. */
export type PublicationFacts = Omit<NewPublication, 'refPrefix' | 'sections' | 'notes'>;

/** Publications with their sections, notes and documents. */
@Injectable()
export class PublicationsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The publication with this series and number, whoever may see it. */
  async find(series: string | null, number: string | null, manager: EntityManager = this.dataSource.manager) {
    const seriesKey = nameKeyOfSeries(series);
    if (!seriesKey || !number) return null;
    return manager.findOneBy(Publication, { seriesKey, number: number.trim() });
  }

  /**
   * The publication with this series and number as this person may know of it: that there is one must be said, since
   * there can be no second; what it is, only to those who may see it.
   */
  async twinOf(
    user: CurrentUser,
    series: string | null,
    number: string | null,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<{ seen: { id: number; title: string } | null } | null> {
    const twin = await this.find(series, number, manager);
    if (!twin) return null;
    const query = sql`SELECT p.id, p.title FROM publication p WHERE p.id = ${twin.id} AND ${visiblePublications(user)}`;
    const [seen = null] = (await manager.query(query.text, query.values)) as { id: number; title: string }[];
    return { seen };
  }

  /** Enters a publication. Runs in the caller's transaction, which writes the history. */
  async enter(manager: EntityManager, user: CurrentUser, wish: NewPublication): Promise<Publication> {
    const twin = await this.twinOf(user, wish.series, wish.number, manager);
    if (twin) throw existsAlready(wish, twin);
    const refPrefix =
      wish.refPrefix ?? (await refPrefixFor(manager, wish.series, wish.number, this.clock.now()));
    if (!/^[A-Z0-9][A-Za-z0-9-]*$/.test(refPrefix))
      throw new Refused('publication.refPrefix', {}, 'refPrefix');
    if (await manager.existsBy(Publication, { refPrefix }))
      throw new Conflict('publication.refPrefixTaken', { refPrefix }, 'refPrefix');
    const { sections, notes, date, ...fields } = wish;
    const publication = await manager.save(
      manager.create(Publication, {
        ...fields,
        ...publishedOn(date),
        number: wish.number?.trim() ?? null,
        refPrefix,
        seriesKey: nameKeyOfSeries(wish.series),
        createdBy: user.id,
        createdAt: this.clock.now(),
      }),
    );
    await this.letSee(manager, user, publication);
    await this.enterSections(manager, publication.id, sections);
    await this.enterNotes(manager, publication.id, notes);
    return publication;
  }

  /** Locks a publication for a change. @throws NotFound where it is missing or hidden */
  async lock(manager: EntityManager, user: CurrentUser, id: number): Promise<Publication> {
    const query = sql`SELECT p.id FROM publication p WHERE p.id = ${id} AND ${visiblePublications(user)} FOR UPDATE`;
    const found = await manager.query<unknown[]>(query.text, query.values);
    if (found.length === 0) throw new NotFound();
    return manager.findOneByOrFail(Publication, { id });
  }

  /**
   * Corrects facts of a publication in hand and brings the object up to date. Runs in the caller's transaction, which
   * writes the history and moves what is counted from the date.
   * @returns what was changed, before and after; both empty where nothing was
   * @throws Conflict where series and number are another publication's
   */
  async correct(
    manager: EntityManager,
    user: CurrentUser,
    publication: Publication,
    wish: Partial<PublicationFacts>,
  ): Promise<{ before: Record<string, unknown>; after: Record<string, unknown> }> {
    const { date, ...fields } = wish;
    const wished: Partial<Publication> = { ...fields, ...(date !== undefined && publishedOn(date)) };
    if (wished.number !== undefined) wished.number = wished.number?.trim() || null;
    const changed = (Object.keys(wished) as (keyof Publication)[]).filter(
      (name) => JSON.stringify(wished[name]) !== JSON.stringify(publication[name]),
    );
    const pick = (from: Partial<Publication>) =>
      Object.fromEntries(changed.map((name) => [name, from[name]]));
    const [before, after] = [pick(publication), pick(wished)];
    if (changed.includes('series') || changed.includes('number')) {
      const { series, number } = { ...publication, ...after };
      const twin = await this.twinOf(user, series, number, manager);
      if (twin && twin.seen?.id !== publication.id) throw existsAlready({ series, number }, twin);
      Object.assign(after, { seriesKey: nameKeyOfSeries(series) });
    }
    const { version } = publication;
    const result = await manager
      .createQueryBuilder()
      .update(Publication)
      .set({ ...after, version: () => 'version + 1' })
      .where('id = :id AND version = :version', { id: publication.id, version })
      .execute();
    if (result.affected !== 1) throw new StaleVersion({ version });
    Object.assign(publication, after, { version: version + 1 });
    await this.letSee(manager, user, publication);
    delete (after as { seriesKey?: string }).seriesKey;
    return { before, after };
  }

  /** The sections of a document take the place of those before, which are kept. */
  async replaceSections(
    manager: EntityManager,
    publicationId: number,
    documentId: number,
    sections: NewPublication['sections'],
  ): Promise<void> {
    await this.replace(manager, PublicationSection, publicationId, documentId);
    await this.enterSections(manager, publicationId, sections);
  }

  /** The notes likewise. */
  async replaceNotes(
    manager: EntityManager,
    publicationId: number,
    documentId: number,
    notes: NewPublication['notes'],
  ): Promise<void> {
    await this.replace(manager, PublicationNote, publicationId, documentId);
    await this.enterNotes(manager, publicationId, notes);
  }

  private async replace(
    manager: EntityManager,
    what: typeof PublicationNote | typeof PublicationSection,
    publicationId: number,
    replacedById: number,
  ): Promise<void> {
    await manager.update(what, { publicationId, replacedById: IsNull() }, { replacedById });
  }

  private async enterSections(
    manager: EntityManager,
    publicationId: number,
    sections: NewPublication['sections'],
  ): Promise<void> {
    await manager.insert(PublicationSection, numbered(publicationId, sections));
  }

  private async enterNotes(
    manager: EntityManager,
    publicationId: number,
    notes: NewPublication['notes'],
  ): Promise<void> {
    const rows = notes.map((note) => ({ ...note, marker: note.marker ?? '' }));
    await manager.insert(PublicationNote, numbered(publicationId, rows));
  }

  /** Whoever enters a restricted publication has read it: they keep seeing it. */
  private async letSee(manager: EntityManager, user: CurrentUser, { id }: Publication): Promise<void> {
    const query = sql`INSERT INTO publication_grant (person_id, publication_id, granted_by, granted_at)
      SELECT ${user.id}::int, p.id, ${user.id}::int, ${this.clock.now()}::timestamptz FROM publication p
       WHERE p.id = ${id} AND NOT ${visiblePublications(user)}`;
    await manager.query(query.text, query.values);
  }

  /** Keeps the file and what was read from it. The same file is stored once. @returns the document's id */
  async keepDocument(
    manager: EntityManager,
    user: CurrentUser,
    publicationId: number,
    { content, ...document }: ImportedDocument,
  ): Promise<number> {
    const now = this.clock.now();
    await manager
      .createQueryBuilder()
      .insert()
      .into(StoredFile)
      .values({ sha256: document.sha256, size: content.length, content, createdAt: now })
      .orIgnore()
      .execute();
    const { identifiers } = await manager.insert(PublicationDocument, {
      ...document,
      publicationId,
      importedBy: user.id,
      importedAt: now,
    });
    return (identifiers[0] as { id: number }).id;
  }
}

const numbered = <T>(publicationId: number, rows: T[]) =>
  rows.map((row, index) => ({ ...row, publicationId, position: index + 1 }));

function existsAlready(
  { series, number }: Pick<NewPublication, 'series' | 'number'>,
  { seen }: { seen: { id: number; title: string } | null },
): Conflict {
  const values = { series: series!, number: number!, title: seen?.title ?? '' };
  return seen
    ? new Conflict('publication.exists', values, 'number', `/publications/${seen.id}`)
    : new Conflict('publication.existsUnseen', values, 'number');
}

function publishedOn(date: string | null): { publishedOn: Day | null; publishedPrecision: DatePrecision } {
  if (!date) return { publishedOn: null, publishedPrecision: 'day' };
  const precision = (['year', 'month', 'day'] as const)[date.split('-').length - 1]!;
  return { publishedOn: anchorDay(date), publishedPrecision: precision };
}
