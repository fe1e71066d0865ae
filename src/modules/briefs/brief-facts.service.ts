import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { CurrentUser } from '../../shared/permissions.js';
import { translator } from '../../web/messages/index.js';
import { Publication } from '../publications/index.js';
import { SettingsService } from '../settings/index.js';
import { ItemListQuery } from '../tracking/index.js';
import { summarise } from './brief-figures.js';
import { itemFacts } from './brief-item-facts.js';
import { publicationsFor } from './brief-publications.js';
import { type BriefItem, briefRecords } from './brief-records.js';
import { type BriefScope, countLeftOut } from './brief-rows.query.js';
import { briefItems, describeFilter } from './brief-scope.js';
import { SourceNotes } from './brief-sources.js';
import { type BriefFacts, type IssueFacts, SECTIONS } from './facts.js';
import { BriefContent } from './issued-brief.entity.js';
import { ProgressBrief, numberOf } from './progress-brief.entity.js';
import { type Lookback, toldOf } from './what-changed.js';

/** What facts are gathered for: a brief's scope, period, audience and commentary. */
export type BriefWish = Pick<
  ProgressBrief,
  | 'title'
  | 'publicationId'
  | 'filter'
  | 'periodFrom'
  | 'periodTo'
  | 'audience'
  | 'recipient'
  | 'commentary'
  | 'itemCommentary'
> &
  Partial<Pick<ProgressBrief, 'sinceId' | 'replacesId' | 'coverText' | 'sections'>>;

/** A record that a brief took in, as the next one needs it. */
export type Told = Pick<BriefContent, 'itemId' | 'record' | 'effectId'>;

/** Gathers what a progress brief says: a constant number of statements, whatever the number of items. */
@Injectable()
export class BriefFactsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: SettingsService,
    private readonly lists: ItemListQuery,
  ) {}

  /** A draft is gathered anew for whoever opens it, from what that person and the audience may both see. */
  async gather(user: CurrentUser, brief: BriefWish): Promise<BriefFacts> {
    return (await this.snapshot(user, brief)).facts;
  }

  /** The same, with the records that it rests on, all from one moment. */
  async snapshot(user: CurrentUser, brief: BriefWish): Promise<{ facts: BriefFacts; told: Told[] }> {
    const organisation = await this.settings.organisation();
    const frame = await this.lists.frame();
    const t = translator('en');
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const scope: BriefScope = {
        user,
        audience: brief.audience,
        items: briefItems(brief, user, frame),
        timeZone: frame.timeZone,
      };
      const records = await briefRecords(manager, scope);
      const publicationIds = new Set(records.map(({ row }) => row.publicationId));
      if (brief.publicationId !== null) publicationIds.add(brief.publicationId);
      const publications = await publicationsFor(manager, user, [...publicationIds]);
      const since = await issueOf(manager, brief.sinceId ?? null);
      const replaces = await issueOf(manager, brief.replacesId ?? null);
      const period = { from: since?.asOf ?? brief.periodFrom, to: brief.periodTo };
      const lookback: Lookback = { ...period, told: since && (await toldIn(manager, brief.sinceId!)) };
      const notes = new SourceNotes();
      const items = records.map((of) =>
        itemFacts({
          ...of,
          commentary: brief.itemCommentary[of.row.ref]?.trim() || null,
          place: t(of.row.kind === 'action' ? 'brief.place.action' : 'brief.place.recommendation', {
            row: of.row.position,
          }),
          lookback,
          calendar: frame,
          notes,
        }),
      );
      const facts: BriefFacts = {
        schemaVersion: 1,
        number: null,
        status: 'draft',
        organisation: { name: organisation.name },
        title: brief.title,
        subject:
          brief.publicationId === null
            ? { kind: 'filter', description: await describeFilter(manager, brief.filter, t) }
            : { kind: 'publication', code: await codeOf(manager, brief.publicationId) },
        publications,
        period,
        since: since && since.named,
        replaces: replaces && replaces.named,
        approvedOn: null,
        asOf: frame.today,
        audience:
          brief.audience === 'recipient'
            ? { kind: 'recipient', name: brief.recipient ?? '' }
            : { kind: brief.audience },
        leftOut: (await countLeftOut(manager, scope)) > 0,
        language: 'en',
        direction: 'ltr',
        coverText: brief.coverText?.trim() || null,
        commentary: brief.commentary.trim() || null,
        sections: brief.sections ?? SECTIONS.map((id) => ({ id, commentary: null })),
        dueSoonDays: frame.dueSoonDays,
        summary: summarise(items, records, lookback),
        items,
        sources: notes.all(),
      };
      return { facts, told: records.flatMap((of) => told(of, period.to)) };
    });
  }
}

const told = (of: BriefItem, to: string): Told[] =>
  toldOf(of, to).map((record) => ({
    itemId: of.row.id,
    record,
    effectId: record.startsWith('effect:') ? Number(record.slice('effect:'.length)) : null,
  }));

async function toldIn(manager: EntityManager, briefId: number): Promise<Set<string>> {
  const rows = await manager.findBy(BriefContent, { briefId });
  return new Set(rows.map(({ record }) => record));
}

/** An issued brief as a later one names it, and the day on which it took stock. */
async function issueOf(
  manager: EntityManager,
  id: number | null,
): Promise<{ named: IssueFacts; asOf: string } | null> {
  if (id === null) return null;
  const brief = await manager.findOneByOrFail(ProgressBrief, { id });
  return { named: { number: numberOf(brief)!, on: brief.facts!.approvedOn! }, asOf: brief.facts!.asOf };
}

async function codeOf(manager: EntityManager, publicationId: number): Promise<string> {
  const { refPrefix } = await manager.findOneByOrFail(Publication, { id: publicationId });
  return refPrefix;
}
