import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import { DataSource, type EntityManager } from 'typeorm';
import { addDays } from '../../shared/calendar-date.js';
import { Clock } from '../../shared/clock.js';
import { Conflict, NotFound, Refused, StaleVersion } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { HistoryService } from '../history/index.js';
import { Publication, visiblePublications } from '../publications/index.js';
import { SettingsService } from '../settings/index.js';
import { type ItemFilter, visibleItems } from '../tracking/index.js';
import type { BriefDto } from './dto/brief.dto.js';
import { SECTIONS } from './facts.js';
import { type BriefState, ProgressBrief } from './progress-brief.entity.js';
import { visibleBriefs } from './visible-briefs.js';

/** What a brief is about: one publication, or a filter over items. */
export interface BriefScopeWish {
  publicationId: number | null;
  filter: ItemFilter;
}

export interface BriefLine {
  id: number;
  title: string;
  periodFrom: string;
  periodTo: string;
  audience: ProgressBrief['audience'];
  publicationTitle: string | null;
  createdAt: Date;
  state: ProgressBrief['state'];
  /** `3` or `3.1`; null until it is approved. */
  number: string | null;
  approvedOn: string | null;
  /** The number of the brief that took its place. */
  replacedBy: string | null;
}

/** An issued brief since which another can tell what changed. */
export interface EarlierBrief {
  id: number;
  number: string;
  /** The day on which it took stock. */
  asOf: string;
  approvedOn: string;
}

/** Progress briefs in the making. What they say is gathered by BriefFactsService when someone opens them. */
@Injectable()
export class BriefsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  /** @param state only these */
  async list(user: CurrentUser, state: BriefState | null = null): Promise<BriefLine[]> {
    const query = sql`SELECT b.id, b.title, b.period_from AS "periodFrom", b.period_to AS "periodTo", b.audience,
        p.title AS "publicationTitle", b.created_at AS "createdAt", b.state, ${numberSql(sql`b`)} AS number,
        b.facts ->> 'approvedOn' AS "approvedOn", ${numberSql(sql`later`)} AS "replacedBy"
      FROM progress_brief b LEFT JOIN publication p ON p.id = b.publication_id
      LEFT JOIN progress_brief later ON later.replaces_id = b.id AND later.state = 'issued'
      WHERE ${visibleBriefs(user)} AND (${state}::text IS NULL OR b.state = ${state}) ORDER BY b.created_at DESC, b.id DESC LIMIT 200`;
    return this.dataSource.query(query.text, query.values);
  }

  /** Those that wait for somebody who neither wrote nor submitted them. */
  async countToApprove(user: CurrentUser): Promise<number> {
    const query = sql`SELECT count(*)::int AS count FROM progress_brief b
      WHERE b.state = 'awaiting_approval' AND ${visibleBriefs(user)}
        AND b.created_by <> ${user.id} AND b.submitted_by <> ${user.id}`;
    const [{ count }] = await this.dataSource.query<[{ count: number }]>(query.text, query.values);
    return count;
  }

  /**
   * A brief, with its comments on the items that the person sees.
   * @throws NotFound when it is not there or about something that the person may not see
   */
  async find(user: CurrentUser, id: number): Promise<ProgressBrief> {
    const { manager } = this.dataSource;
    const brief = await load(manager, user, id);
    const query = sql`SELECT i.ref FROM item i JOIN publication p ON p.id = i.publication_id
      WHERE i.ref = ANY(${Object.keys(brief.itemCommentary)}::text[]) AND ${visibleItems(user)}`;
    const seen = await manager.query<{ ref: string }[]>(query.text, query.values);
    const comments = seen.map(({ ref }) => [ref, brief.itemCommentary[ref]] as const);
    return Object.assign(brief, { itemCommentary: Object.fromEntries(comments) });
  }

  /** What a new brief starts from: since the last one, or else a quarter up to today; named after its publication. */
  async propose(user: CurrentUser, scope: BriefScopeWish) {
    const today = await this.settings.today();
    const publication =
      scope.publicationId === null ? null : await this.publication(user, scope.publicationId);
    const earlier = await this.earlier(user, scope);
    return { periodFrom: earlier[0]?.asOf ?? addDays(today, -91), periodTo: today, publication, earlier };
  }

  /** Issued briefs of the same scope that nothing replaced, latest first. */
  async earlier(user: CurrentUser, scope: BriefScopeWish): Promise<EarlierBrief[]> {
    const query = sql`SELECT b.id, ${numberSql(sql`b`)} AS number, b.facts ->> 'asOf' AS "asOf",
        b.facts ->> 'approvedOn' AS "approvedOn"
      FROM progress_brief b
      WHERE b.state = 'issued' AND b.publication_id IS NOT DISTINCT FROM ${scope.publicationId}::int
        AND b.filter = ${JSON.stringify(scope.filter)}::jsonb AND ${visibleBriefs(user)}
        AND NOT EXISTS (SELECT 1 FROM progress_brief later WHERE later.replaces_id = b.id AND later.state = 'issued')
      ORDER BY b.number DESC, b.revision DESC LIMIT 50`;
    return this.dataSource.query(query.text, query.values);
  }

  async create(user: CurrentUser, scope: BriefScopeWish, wish: BriefDto): Promise<ProgressBrief> {
    mustMakeSense(wish);
    return this.dataSource.transaction(async (manager) => {
      if (scope.publicationId !== null) await this.publication(user, scope.publicationId, manager);
      await mustSuitAudience(manager, scope, wish);
      const since = await this.since(user, scope, wish);
      const { id } = await manager.save(
        manager.create(ProgressBrief, {
          publicationId: scope.publicationId,
          filter: scope.filter,
          ...columns(wish, {}),
          ...since,
          createdBy: user.id,
          createdAt: this.clock.now(),
        }),
      );
      // A filter that names what the person may not see is an address that is not there.
      const brief = await load(manager, user, id);
      await this.write(manager, user, 'brief.created', brief, null);
      return brief;
    });
  }

  /** Items that `wish` does not name keep their comment: the person may not see them, or the audience may not. */
  async change(user: CurrentUser, id: number, version: number, wish: BriefDto): Promise<ProgressBrief> {
    mustMakeSense(wish);
    await this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT 1 FROM progress_brief WHERE id = $1 FOR UPDATE', [id]);
      const brief = await load(manager, user, id);
      if (brief.version !== version) throw new StaleVersion({ version: brief.version });
      if (brief.state !== 'draft') throw new Conflict(`brief.is.${brief.state}`);
      await mustSuitAudience(manager, brief, wish);
      const since = await this.since(user, brief, wish);
      const before = summaryOf(brief);
      await manager.save(Object.assign(brief, columns(wish, brief.itemCommentary), since));
      await this.write(manager, user, 'brief.changed', brief, before);
    });
    return this.find(user, id);
  }

  /** The brief since which to tell, whose day the period then begins with. @throws Refused where it is none of these */
  private async since(user: CurrentUser, scope: BriefScopeWish, { sinceId, periodFrom, periodTo }: BriefDto) {
    if (sinceId === null) return { sinceId, periodFrom };
    const since = (await this.earlier(user, scope)).find(({ id }) => id === sinceId);
    if (!since) throw new Refused('choice', {}, 'sinceId');
    if (since.asOf > periodTo) throw new Refused('brief.period', {}, 'periodTo');
    return { sinceId, periodFrom: since.asOf };
  }

  private async publication(
    user: CurrentUser,
    id: number,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<Publication> {
    const query = sql`SELECT p.id FROM publication p WHERE p.id = ${id} AND ${visiblePublications(user)}`;
    if ((await manager.query<object[]>(query.text, query.values)).length === 0) throw new NotFound();
    return manager.findOneByOrFail(Publication, { id });
  }

  private async write(
    manager: EntityManager,
    user: CurrentUser,
    action: string,
    brief: ProgressBrief,
    before: object | null,
  ) {
    await this.history.record(manager, {
      actorId: user.id,
      action,
      subjectType: 'progress_brief',
      subjectId: brief.id,
      publicationId: brief.publicationId,
      before,
      after: summaryOf(brief),
    });
  }
}

/** `numberOf` in SQL. */
const numberSql = (b: Sql): Sql =>
  sql`(${b}.number || CASE ${b}.revision WHEN 0 THEN '' ELSE '.' || ${b}.revision END)`;

const summaryOf = ({ title, periodFrom, periodTo, audience, recipient }: ProgressBrief) => ({
  title,
  periodFrom,
  periodTo,
  audience,
  recipient,
});

function mustMakeSense({ periodFrom, periodTo, sinceId, audience, recipient, sections }: BriefDto): void {
  if (new Set(sections.map(({ id }) => id)).size < sections.length)
    throw new Refused('brief.sectionTwice', {}, 'sections');
  if (sinceId === null && periodFrom > periodTo) throw new Refused('brief.period', {}, 'periodTo');
  if (audience === 'recipient' && !recipient) throw new Refused('brief.recipientMissing', {}, 'recipient');
}

/** What goes to outsiders may not be about what they may not see. */
async function mustSuitAudience(
  manager: EntityManager,
  { publicationId, filter }: BriefScopeWish,
  { audience }: BriefDto,
): Promise<void> {
  const id = publicationId ?? filter.publication;
  if (audience === 'internal' || id === undefined) return;
  const publication = await manager.findOneBy(Publication, { id });
  const suits = audience === 'public' ? ['public'] : ['public', 'internal'];
  if (publication && !suits.includes(publication.classification))
    throw new Refused('brief.audienceTooWide', {}, 'audience');
}

/** @throws NotFound */
async function load(manager: EntityManager, user: CurrentUser, id: number): Promise<ProgressBrief> {
  const query = sql`SELECT b.id FROM progress_brief b WHERE b.id = ${id} AND ${visibleBriefs(user)}`;
  if ((await manager.query<object[]>(query.text, query.values)).length === 0) throw new NotFound();
  return manager.findOneByOrFail(ProgressBrief, { id });
}

function columns(
  { comments, commentary, coverText, sections, ...fields }: BriefDto,
  before: Record<string, string>,
) {
  const given = { ...before, ...Object.fromEntries(comments.map(({ ref, text }) => [ref, text ?? ''])) };
  const itemCommentary = Object.fromEntries(Object.entries(given).filter(([, text]) => text !== ''));
  const inOrder = sections
    .filter(({ include }) => include)
    .toSorted((a, b) => (a.position ?? SECTIONS.length) - (b.position ?? SECTIONS.length));
  return {
    ...fields,
    commentary: commentary ?? '',
    coverText: coverText ?? '',
    sections:
      sections.length === 0 ? null : inOrder.map(({ id, commentary: text }) => ({ id, commentary: text })),
    itemCommentary,
  };
}
