import sql from 'sql-template-tag';
import type { EntityManager } from 'typeorm';
import type { CurrentUser } from '../../../shared/permissions.js';
import { Team } from '../../access/index.js';
import { type Classification, type NewPublication, visiblePublications } from '../../publications/index.js';
import { partialDay } from '../../tracking/index.js';
import { mayEnterFor } from '../commit-import.service.js';
import { splitLines } from './cell-text.js';
import type { RowValues } from './plan.js';

/** A publication that the person sees. */
export interface KnownPublication {
  id: number;
  refPrefix: string;
  teamId: number;
  series: string | null;
  number: string | null;
  title: string;
  classification: Classification;
  /** As far as it is known. */
  date: string | null;
}

/** A publication that the rows would enter. */
export interface NewlyNamed {
  /** Of the first row that names it. */
  row: RowValues;
  wish: NewPublication;
}

export type Named = { known: KnownPublication } | { entered: NewlyNamed };

const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
const RTL = /^(?:ar|dv|fa|he|ks|ku|ps|sd|ug|ur|yi)\b/;

/** Of these fields a publication has one value, whichever row gives it. */
const FACTS = ['series', 'number', 'publication', 'date', 'team', 'publisher', 'authors', 'language', 'direction', 'publicationClassification', 'disclaimer'] as const; // prettier-ignore

export const prefixOf = (ref: string): string => ref.slice(0, ref.lastIndexOf('.'));

/** Which publication each row is of: one that the person sees, or one that the rows enter. */
export class PublicationsOfRows {
  private readonly byPrefix = new Map<string, KnownPublication>();
  private readonly byNumber = new Map<string, KnownPublication>();
  private readonly byTitle = new Map<string, KnownPublication | null>();
  private readonly entered = new Map<string, NewlyNamed>();

  private constructor(
    private readonly user: CurrentUser,
    known: KnownPublication[],
    /** Prefixes, and series with number, that are taken by whatever publication. */
    private readonly taken: ReadonlySet<string>,
    private readonly teams: ReadonlyMap<string, number>,
  ) {
    for (const one of known) {
      this.byPrefix.set(one.refPrefix, one);
      if (one.series && one.number) this.byNumber.set(numberKey(one.series, one.number), one);
      const title = fold(one.title);
      this.byTitle.set(title, this.byTitle.has(title) ? null : one);
    }
  }

  static async load(
    manager: EntityManager,
    user: CurrentUser,
    rows: RowValues[],
  ): Promise<PublicationsOfRows> {
    const unique = (values: string[]) => [...new Set(values)].filter(Boolean);
    const prefixes = unique(rows.map((row) => row.get('ref') && prefixOf(row.get('ref'))));
    const numbers = unique(rows.map((row) => row.get('number')));
    const titles = unique(rows.map((row) => fold(row.get('publication'))));
    const query = sql`SELECT p.id, p.ref_prefix AS "refPrefix", p.team_id AS "teamId", p.series, p.number, p.title,
        p.classification,
        ${partialDay(sql`p.published_on`, sql`p.published_precision`)} AS date, ${visiblePublications(user)} AS seen
      FROM publication p WHERE p.ref_prefix = ANY(${prefixes}) OR p.number = ANY(${numbers})
        OR lower(regexp_replace(normalize(p.title, NFKC), '\\s+', ' ', 'g')) = ANY(${titles}) ORDER BY p.id`;
    const found = await manager.query<(KnownPublication & { seen: boolean })[]>(query.text, query.values);
    const taken = found.flatMap(({ refPrefix, series, number }) => [
      refPrefix,
      ...(series && number ? [numberKey(series, number)] : []),
    ]);
    const teams = new Map((await manager.find(Team)).map(({ id, name }) => [fold(name), id]));
    return new PublicationsOfRows(
      user,
      found.filter(({ seen }) => seen),
      new Set(taken),
      teams,
    );
  }

  /** Null where it cannot be told; the row says why. Rows with references come first. */
  of(row: RowValues): Named | null {
    const [series, number, title, ref] = ['series', 'number', 'publication', 'ref'].map((field) =>
      row.get(field),
    );
    const keys = [
      ref && prefixOf(ref),
      series && number && numberKey(series, number),
      !ref && !number && title && `title ${fold(title)}`,
    ].filter((key): key is string => Boolean(key));
    const known = this.known(row, keys);
    if (known === 'refused') return null;
    if (known) return { known };
    const entered = keys.map((key) => this.entered.get(key)).find((one) => one) ?? this.enter(row);
    if (!entered) return null;
    for (const key of keys) this.entered.set(key, entered);
    this.agree(row, entered);
    return { entered };
  }

  get knownIds(): number[] {
    return [...this.byPrefix.values()].map(({ id }) => id);
  }

  get newOnes(): NewlyNamed[] {
    return [...new Set(this.entered.values())];
  }

  private known(row: RowValues, keys: string[]): KnownPublication | 'refused' | null {
    for (const key of keys) {
      const isTitle = key.startsWith('title ');
      const one = isTitle
        ? this.byTitle.get(key.slice(6))
        : (this.byPrefix.get(key) ?? this.byNumber.get(key));
      if (one) return one;
      if (one === null) {
        row.fail('publication', 'severalPublications');
        return 'refused';
      }
      if (this.taken.has(key)) {
        // Hidden or missing: a reference alone tells nothing of it. That there can be no second must be said.
        const isRef = key === keys[0] && row.get('ref') !== '';
        if (isRef && !row.get('publication')) row.fail('ref', 'noSuchItem');
        else row.fail(isRef ? 'ref' : 'number', 'publicationUnseen');
        return 'refused';
      }
    }
    return null;
  }

  private enter(row: RowValues): NewlyNamed | null {
    const title = row.get('publication');
    if (row.get('ref') && !title) row.fail('ref', 'noSuchItem');
    else if (!title) row.fail('publication', row.get('number') ? 'noSuchPublication' : 'publicationMissing');
    const language = row.get('language') || 'en';
    if (!/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(language)) row.fail('language', 'language');
    const teamId = this.teamOf(row);
    if (!title) return null;
    const ref = row.get('ref');
    return {
      row,
      wish: {
        // Where there is none, the row says so and nothing is entered.
        teamId: teamId ?? 0,
        series: row.get('series') || null,
        number: row.get('number') || null,
        refPrefix: ref ? prefixOf(ref) : null,
        title,
        date: row.get('date') || null,
        publisher: row.get('publisher') || null,
        authors: splitLines(row.get('authors')),
        language,
        direction: (row.get('direction') || (RTL.test(language) ? 'rtl' : 'ltr')) as 'ltr' | 'rtl',
        classification: (row.get('publicationClassification') || 'internal') as Classification,
        disclaimer: row.get('disclaimer') || null,
        sections: [],
        notes: [],
      },
    };
  }

  private teamOf(row: RowValues): number | null {
    const name = row.get('team');
    const teamId = name ? (this.teams.get(fold(name)) ?? null) : this.user.teamId;
    if (teamId === null) row.fail('team', name ? 'noSuchTeam' : 'teamMissing');
    else if (!mayEnterFor(this.user, teamId)) row.fail('team', 'otherTeam');
    return teamId;
  }

  /** A later row may leave facts out, but not give others. */
  private agree(row: RowValues, { row: first }: NewlyNamed): void {
    for (const field of FACTS) {
      const [given, before] = [row.get(field), first.get(field)];
      if (!given || given === before || first.errors.some((error) => error.field === field)) continue;
      row.fail(field, before ? 'factsDiffer' : 'factsFirst', { row: String(first.row), value: before });
    }
  }
}

const numberKey = (series: string, number: string) => `${fold(series)} no ${fold(number)}`;
