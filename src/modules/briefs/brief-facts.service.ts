import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { CurrentUser } from '../../shared/permissions.js';
import { translator } from '../../web/messages/index.js';
import { Publication, visiblePublications } from '../publications/index.js';
import { SettingsService } from '../settings/index.js';
import { ItemListQuery } from '../tracking/index.js';
import { itemFacts } from './brief-item-facts.js';
import {
  type BriefScope,
  type ItemRow,
  checkRows,
  countLeftOut,
  effectRows,
  itemRows,
  linkRows,
  responseRows,
  revisionRows,
} from './brief-rows.query.js';
import { briefItems, describeFilter } from './brief-scope.js';
import { SourceNotes } from './brief-sources.js';
import {
  type BriefFacts,
  type ItemFacts,
  PROGRESS,
  type PublicationFacts,
  type SummaryFacts,
} from './facts.js';
import type { ProgressBrief } from './progress-brief.entity.js';

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
>;

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
      const rows = await itemRows(manager, scope);
      const ids = rows.map((row) => row.id);
      const effects = await effectRows(manager, scope, ids);
      const checks = await checkRows(manager, ids);
      const related = relatedRefs(rows, await linkRows(manager, ids));
      const of = {
        effects: byItem(effects),
        checks: byItem(checks),
        revisions: byItem(await revisionRows(manager, scope, ids)),
        responses: byItem(await responseRows(manager, ids, frame.timeZone)),
      };
      const publicationIds = [
        ...new Set([...rows.map((row) => row.publicationId), brief.publicationId ?? 0]),
      ];
      const found = await manager.findBy(Publication, { id: In(publicationIds) });
      const seen = await seenPublications(manager, user, publicationIds);
      const publications = publicationIds.flatMap((id) =>
        found.filter((publication) => publication.id === id),
      );
      const period = { from: brief.periodFrom, to: brief.periodTo };
      const notes = new SourceNotes();
      const items = rows.map((row) =>
        itemFacts(row, {
          effects: of.effects.get(row.id) ?? [],
          revisions: of.revisions.get(row.id) ?? [],
          responses: of.responses.get(row.id) ?? [],
          checks: of.checks.get(row.id) ?? [],
          related: related.get(row.id) ?? [],
          commentary: brief.itemCommentary[row.ref]?.trim() || null,
          place: t(row.kind === 'action' ? 'brief.place.action' : 'brief.place.recommendation', {
            row: row.position,
          }),
          period,
          calendar: frame,
          notes,
        }),
      );
      const inPeriod = (day: string) => day >= period.from && day <= period.to;
      return {
        schemaVersion: 1,
        number: null,
        status: 'draft',
        organisation: { name: organisation.name },
        title: brief.title,
        subject:
          brief.publicationId !== null
            ? {
                kind: 'publication',
                code: publications.find(({ id }) => id === brief.publicationId)!.refPrefix,
              }
            : { kind: 'filter', description: await describeFilter(manager, brief.filter, t) },
        publications: publications.map((publication) =>
          publicationFacts(publication, seen.has(publication.id)),
        ),
        period,
        asOf: frame.today,
        audience:
          brief.audience === 'recipient'
            ? { kind: 'recipient', name: brief.recipient ?? '' }
            : { kind: brief.audience },
        leftOut: (await countLeftOut(manager, scope)) > 0,
        language: 'en',
        direction: 'ltr',
        commentary: brief.commentary.trim() || null,
        dueSoonDays: frame.dueSoonDays,
        summary: summarise(items, {
          evidenceRecorded: new Set(
            effects.filter((effect) => inPeriod(effect.recordedDay)).map((effect) => effect.updateId),
          ).size,
          searchedNothingFound: checks.filter(
            (check) => check.result === 'nothing_found' && inPeriod(check.searchedOn),
          ).length,
        }),
        items,
        sources: notes.all(),
      };
    });
  }
}

function byItem<T extends { itemId: number }>(rows: T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(row.itemId);
    if (group) group.push(row);
    else groups.set(row.itemId, [row]);
  }
  return groups;
}

/** The other ends of each item's links, in the order of the brief. */
function relatedRefs(
  rows: ItemRow[],
  links: { actionId: number; recommendationId: number }[],
): Map<number, string[]> {
  const pairs = links.flatMap(({ actionId: a, recommendationId: r }) => [
    { itemId: a, other: r },
    { itemId: r, other: a },
  ]);
  const others = byItem(pairs);
  return new Map(
    [...others].map(([id, ends]) => [
      id,
      rows.filter((row) => ends.some(({ other }) => other === row.id)).map(({ ref }) => ref),
    ]),
  );
}

function summarise(
  items: ItemFacts[],
  counted: Pick<SummaryFacts, 'evidenceRecorded' | 'searchedNothingFound'>,
): SummaryFacts {
  const count = (is: (item: ItemFacts) => boolean) => items.filter(is).length;
  return {
    items: items.length,
    byProgress: Object.fromEntries(
      PROGRESS.map((value) => [value, count((item) => item.progress.value === value)]),
    ) as SummaryFacts['byProgress'],
    pastDue: count((item) => item.timeliness.value === 'past_due'),
    dueSoon: count((item) => item.timeliness.value === 'due_soon'),
    moved: count((item) => item.moves.length > 0),
    awaitingSecondReading: count((item) => item.progress.awaitingSecondReading),
    ...counted,
  };
}

/** Somebody given leave to see one item alone learns nothing of its publication but its code. */
async function seenPublications(
  manager: EntityManager,
  user: CurrentUser,
  ids: number[],
): Promise<Set<number>> {
  const query = sql`SELECT p.id FROM publication p WHERE p.id = ANY(${ids}::int[]) AND ${visiblePublications(user)}`;
  const rows = await manager.query<{ id: number }[]>(query.text, query.values);
  return new Set(rows.map(({ id }) => id));
}

function publicationFacts(publication: Publication, isSeen: boolean): PublicationFacts {
  const { refPrefix, publishedOn, publishedPrecision, language, direction } = publication;
  if (!isSeen)
    return {
      code: refPrefix,
      series: null,
      number: null,
      title: refPrefix,
      date: null,
      publisher: null,
      authors: [],
      language,
      direction,
      classification: null,
      disclaimer: null,
    };
  return {
    code: publication.refPrefix,
    series: publication.series,
    number: publication.number,
    title: publication.title,
    date: publishedOn && publishedOn.slice(0, { year: 4, month: 7, day: 10 }[publishedPrecision]),
    publisher: publication.publisher,
    authors: publication.authors,
    language: publication.language,
    direction: publication.direction,
    classification: publication.classification,
    disclaimer: publication.disclaimer,
  };
}
