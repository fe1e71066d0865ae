import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import { DataSource, type EntityManager } from 'typeorm';
import { type Day, addMonths } from '../../../shared/calendar-date.js';
import { groupBy } from '../../../shared/group-by.js';
import { type CurrentUser, may } from '../../../shared/permissions.js';
import { type DatePrecision, visiblePublications } from '../../publications/index.js';
import { type DueBasis, type TimelineKind, partialDay, visibleItems } from '../../tracking/index.js';
import { type ActorLine, cellLine, cellText, joinActors, joinLines } from './cell-text.js';

/** An item as the cells of a sheet: by field, in the form that values are compared in (values.ts). */
export interface ItemCells {
  id: number;
  ref: string;
  version: number;
  /** Null where the person may see the item but not its publication. */
  publicationId: number | null;
  ownerId: number | null;
  values: Record<string, string>;
  extra: Record<string, string>;
}

interface Row {
  id: number;
  ref: string;
  kind: string;
  version: number;
  title: string;
  classification: string;
  ownerId: number | null;
  owner: string | null;
  team: string;
  publication: {
    id: number;
    series: string | null;
    number: string | null;
    title: string;
    date: string | null;
    publisher: string | null;
    authors: string[];
    language: string;
    direction: string;
    classification: string;
    disclaimer: string | null;
    precision: DatePrecision;
  } | null;
  timelineKind: TimelineKind;
  timelineText: string | null;
  timelineReason: string | null;
  term: string | null;
  minMonths: number | null;
  maxMonths: number | null;
  startsOn: Day | null;
  firstDueOn: Day | null;
  dueOn: Day | null;
  duePrecision: 'day' | 'month' | null;
  dueBasis: DueBasis | null;
  text: string | null;
  heading: string | null;
  addressee: string | null;
  issue: string | null;
  pathway: string | null;
  implementation: string | null;
  actorsText: string | null;
  extra: Record<string, string> | null;
}

/** Items as cells: what exports write and imports compare with. */
@Injectable()
export class ItemCellsQuery {
  constructor(private readonly dataSource: DataSource) {}

  /** Those that the person sees, of the items (aliases `i` and `p`) that `where` names; in no order. Three statements. */
  async find(
    user: CurrentUser,
    where: Sql,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<ItemCells[]> {
    const rows = await ask<Row>(manager, itemsSql(user, where));
    const ids = rows.map(({ id }) => id);
    const actors = groupBy(
      await ask<ActorLine & { itemId: number }>(manager, actorsSql(ids)),
      ({ itemId }) => itemId,
    );
    const links = groupBy(await ask<{ actionId: number; ref: string }>(manager, linksSql(user, ids)), ({ actionId }) => actionId); // prettier-ignore
    return rows.map((row) => ({
      id: row.id,
      ref: row.ref,
      version: row.version,
      publicationId: row.publication?.id ?? null,
      ownerId: row.ownerId,
      values: {
        ...valuesOf(row),
        actorLines: joinActors(actors.get(row.id) ?? []),
        carriesOut: (links.get(row.id) ?? []).map(({ ref }) => ref).join(', '),
      },
      extra: Object.fromEntries(
        Object.entries(row.extra ?? {}).flatMap(([heading, text]) =>
          cellText(text) ? [[heading, cellText(text)]] : [],
        ),
      ),
    }));
  }
}

async function ask<T>(manager: EntityManager, query: Sql): Promise<T[]> {
  return manager.query<T[]>(query.text, query.values);
}

/** Who follows an item is known inside only: by address to those who may hand it on, by name to the others. */
const itemsSql = (user: CurrentUser, where: Sql) => sql`
  SELECT i.id, i.ref, i.kind, i.version, i.title, i.classification, i.owner_id AS "ownerId",
    ${may(user, 'record') ? sql`o.email` : sql`o.name`} AS owner, t.name AS team,
    CASE WHEN ${visiblePublications(user)} THEN json_build_object('id', p.id, 'series', p.series, 'number', p.number,
      'title', p.title, 'date', ${partialDay(sql`p.published_on`, sql`p.published_precision`)},
      'publisher', p.publisher, 'authors', p.authors, 'language', p.language, 'direction', p.direction,
      'classification', p.classification, 'disclaimer', p.disclaimer, 'precision', p.published_precision) END AS publication,
    i.timeline_kind AS "timelineKind", i.timeline_text AS "timelineText", i.timeline_reason AS "timelineReason", i.term,
    i.min_months AS "minMonths", i.max_months AS "maxMonths", i.starts_on AS "startsOn",
    i.first_due_on AS "firstDueOn", i.due_on AS "dueOn", i.due_precision AS "duePrecision", i.due_basis AS "dueBasis",
    r.text, r.heading, r.addressee, a.issue, a.pathway, a.implementation, a.actors_text AS "actorsText", a.extra
  FROM item i JOIN publication p ON p.id = i.publication_id JOIN team t ON t.id = p.team_id
    LEFT JOIN person o ON o.id = i.owner_id
    LEFT JOIN recommendation r ON r.item_id = i.id LEFT JOIN action a ON a.item_id = i.id
  WHERE ${where} AND ${visibleItems(user)}`;

const actorsSql = (ids: number[]) => sql`
  SELECT ia.item_id AS "itemId", x.name, ia.qualifier, ia.lead, ia.verbatim
  FROM item_actor ia JOIN actor x ON x.id = ia.actor_id WHERE ia.item_id = ANY(${ids}) ORDER BY ia.item_id, ia.position`;

const linksSql = (user: CurrentUser, ids: number[]) => sql`
  SELECT ar.action_id AS "actionId", i.ref
  FROM action_recommendation ar JOIN item i ON i.id = ar.recommendation_id JOIN publication p ON p.id = i.publication_id
  WHERE ar.action_id = ANY(${ids}) AND ${visibleItems(user)} ORDER BY ar.action_id, i.position, i.id`;

function valuesOf(row: Row): Record<string, string> {
  const { publication } = row;
  return {
    ref: row.ref,
    kind: row.kind,
    series: cellLine(publication?.series ?? ''),
    number: cellLine(publication?.number ?? ''),
    publication: cellText(publication?.title ?? ''),
    date: publication?.date ?? '',
    title: cellText(row.title),
    text: cellText(row.text ?? ''),
    heading: cellText(row.heading ?? ''),
    addressee: cellText(row.addressee ?? ''),
    issue: cellText(row.issue ?? ''),
    pathway: cellText(row.pathway ?? ''),
    implementation: cellText(row.implementation ?? ''),
    actors: cellText(row.actorsText ?? ''),
    timeline: cellText(row.timelineText ?? ''),
    ...timelineValues(row),
    owner: row.owner ?? '',
    classification: row.classification,
    team: cellLine(row.team),
    publisher: cellText(publication?.publisher ?? ''),
    authors: joinLines(publication?.authors ?? []),
    language: publication?.language ?? '',
    direction: publication?.direction ?? '',
    publicationClassification: publication?.classification ?? '',
    disclaimer: cellText(publication?.disclaimer ?? ''),
  };
}

function timelineValues(row: Row): Record<string, string> {
  const { firstDueOn, dueOn, dueBasis, duePrecision, timelineKind } = row;
  const isRevised = firstDueOn !== null && (dueOn !== firstDueOn || !FIRST_BASES.includes(dueBasis ?? ''));
  // What a revision wrote over, as it must have been.
  const basis = isRevised ? (timelineKind === 'set_by_us' ? 'set_by_us' : row.maxMonths === null && timelineKind === 'from_source' ? 'stated' : 'derived') : dueBasis; // prettier-ignore
  const precision = isRevised
    ? basis === 'derived' && row.publication && row.publication.precision !== 'day' && isMonthEnd(firstDueOn)
      ? 'month'
      : 'day'
    : duePrecision;
  return {
    timelineKind,
    term: row.term ?? '',
    minMonths: row.minMonths === null ? '' : String(row.minMonths),
    maxMonths: row.maxMonths === null ? '' : String(row.maxMonths),
    startsOn: row.startsOn ?? '',
    firstDueOn: firstDueOn === null ? '' : precision === 'month' ? firstDueOn.slice(0, 7) : firstDueOn,
    dueBasis: firstDueOn === null ? '' : (basis ?? ''),
    dueReason: cellText(row.timelineReason ?? ''),
  };
}

const FIRST_BASES: string[] = ['derived', 'stated', 'set_by_us'];

const isMonthEnd = (day: Day): boolean => addMonths(day, 0, { endOfMonth: true }) === day;
