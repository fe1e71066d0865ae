import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import sql from 'sql-template-tag';
import type { Day } from '../../shared/calendar-date.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { type PersonView, seesUpdate, visibleEffects } from '../evidence/index.js';
import { SettingsService } from '../settings/index.js';
import { visibleItems } from '../tracking/index.js';

/** One change of an item: only this item's part of it, whatever else the same act changed. */
export interface ItemHistoryEntry {
  seq: string;
  at: Date;
  /** The same, as a day in the organisation's time zone. */
  on: Day;
  /** Null: Heed itself. */
  by: PersonView | null;
  action: string;
  before: Detail | null;
  after: Detail | null;
  /** What it said was taken out by the administrator; that it happened stays. */
  redacted: boolean;
}

export type Detail = Record<string, string | number | null>;

interface Row extends Omit<ItemHistoryEntry, 'before' | 'after'> {
  subjectType: string;
  subjectId: string;
  before: Payload;
  after: Payload;
  person: string | null;
  actor: string | null;
  seesFound: boolean;
}

type Payload = Record<string, unknown> | null;

@Injectable()
export class ItemHistoryQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: SettingsService,
  ) {}

  /**
   * Newest first, one statement.
   * @param before the `seq` that the page before ended with
   * @returns null where the item is not there, or not for this person to see
   */
  async of(
    user: CurrentUser,
    ref: string,
    { limit = 50, before = null }: { limit?: number; before?: string | null } = {},
  ): Promise<ItemHistoryEntry[] | null> {
    const { timeZone } = await this.settings.organisation();
    const query = sql`
      SELECT i.id IS NOT NULL AS found, h.* FROM item i JOIN publication p ON p.id = i.publication_id
        LEFT JOIN LATERAL (
          SELECT entry.seq, entry.at, (entry.at AT TIME ZONE ${timeZone}::text)::date AS "on", entry.action,
            CASE WHEN w.id IS NOT NULL THEN jsonb_build_object('id', w.id, 'name', w.name) END AS "by",
            entry.subject_type AS "subjectType", entry.subject_id AS "subjectId", payload.before, payload.after,
            payload.redacted_at IS NOT NULL AS redacted,
            (SELECT x.name FROM person x WHERE x.id::text =
              coalesce(payload.after ->> 'ownerId', payload.after ->> 'assigneeId')) AS person,
            (SELECT x.name FROM actor x WHERE x.id::text = payload.after ->> 'actorId') AS actor,
            ${seesUpdate(user, sql`(payload.after ->> 'updateId')::int`)} AS "seesFound"
          FROM history_entry entry JOIN history_payload payload USING (seq) LEFT JOIN person w ON w.id = entry.actor_id
          WHERE entry.item_ids @> ARRAY[i.id] AND (${before}::bigint IS NULL OR entry.seq < ${before}::bigint)
            AND (entry.subject_type NOT IN ('evidence_update', 'effect') OR EXISTS (
              SELECT 1 FROM effect e JOIN evidence_update u ON u.id = e.update_id
              WHERE e.item_id = i.id AND ${visibleEffects(user)}
                AND entry.subject_id = CASE entry.subject_type WHEN 'effect' THEN e.id ELSE u.id END::text))
          ORDER BY entry.seq DESC LIMIT ${limit}) h ON TRUE
      WHERE i.ref = ${ref} AND ${visibleItems(user)} ORDER BY h.seq DESC`;
    const rows = await this.dataSource.query<Row[]>(query.text, query.values);
    if (rows.length === 0) return null;
    return rows
      .filter(({ seq }) => seq !== null)
      .map((row) => {
        const { seq, at, on, by, action, redacted } = row;
        return { seq, at, on, by, action, redacted, ...ownPart(row, ref) };
      });
  }
}

/** What an entry says of this item. Entries of a kind that is not known here say only that they happened. */
function ownPart(row: Row, ref: string): Pick<ItemHistoryEntry, 'before' | 'after'> {
  const { before, after, action } = row;
  if (action.startsWith('evidence.')) {
    const mine = (payload: Payload) =>
      (payload?.items as { ref: string }[] | undefined)?.find((one) => one.ref === ref) ?? null;
    return {
      before: pick(mine(before), ['progress', 'claim']),
      after: {
        ...pick(after, ['eventOn', 'correctsId', 'reason']),
        ...pick(mine(after), ['shows', 'progress', 'claim']),
        updateId: Number(row.subjectId),
      },
    };
  }
  if (action.startsWith('claim.'))
    return { before: pick(before, CLAIM), after: pick(after, [...CLAIM, 'reason']) };
  switch (action) {
    case 'publication.reimported':
    case 'publication.corrected': {
      const mine = (after?.items as { ref: string }[] | undefined)?.find((one) => one.ref === ref);
      return { before: null, after: pick(mine ?? null, ['did', 'dueFrom', 'dueTo']) };
    }
    // A recommendation that moves with an action: the entry is the action's. What is linked may be hidden.
    case 'item.linked':
      return { before: null, after: row.subjectId === ref ? {} : null };
    case 'owner.assigned':
      return {
        before: pick(before, ['ownerId']),
        after: { ...pick(after, ['ownerId']), person: row.person },
      };
    // A recommendation moves with its action: the entry is the action's, which may be hidden.
    case 'timeline.set':
      if (row.subjectId !== ref) return { before: null, after: null };
      return {
        before: pick(before, ['timelineKind', 'dueOn']),
        after: pick(after, ['timelineKind', 'dueOn', 'reason']),
      };
    case 'due.revised':
      if (row.subjectId !== ref) return { before: null, after: null };
      return {
        before: pick(before, ['dueOn', 'dueBasis']),
        after: pick(after, ['dueOn', 'kind', 'reason', 'sourceUrl']),
      };
    case 'response.recorded':
      return {
        before: pick(before, ['actorId', 'response', 'respondedOn']),
        after: {
          ...pick(after, ['actorId', 'response', 'respondedOn', 'reply', 'sourceUrl']),
          actor: row.actor,
        },
      };
    case 'check.recorded':
      return {
        before: null,
        after: pick(after, ['searchedOn', 'places', ...(row.seesFound ? ['updateId'] : [])]),
      };
    case 'owner.undone':
      return { before: pick(before, ['ownerId']), after: pick(after, ['ownerId']) };
    case 'followUp.undone':
      return { before: pick(before, ['step', 'assigneeId', 'dueOn']), after: pick(after, ['assigneeId']) };
    case 'followUp.handedOver':
      return {
        before: pick(before, ['assigneeId']),
        after: { ...pick(after, ['assigneeId']), person: row.person },
      };
    case 'followUp.asked':
    case 'followUp.planned':
      return {
        before: null,
        after: { ...pick(after, ['step', 'assigneeId', 'dueOn']), person: row.person },
      };
    case 'followUp.reassigned':
      return {
        before: pick(before, ['assigneeId']),
        after: { ...pick(after, ['assigneeId']), person: row.person },
      };
    case 'followUp.postponed':
    case 'followUp.cancelled':
      return { before: pick(before, ['dueOn']), after: pick(after, ['dueOn', 'reason']) };
    case 'contribution.noted':
      return { before: null, after: pick(after, ['contribution']) };
    case 'watch.added':
    case 'watch.removed':
      return { before: pick(before, ['name']), after: pick(after, ['name']) };
    case 'followUp.done':
      return { before: null, after: pick(after, ['doneOn', 'note']) };
    default:
      return { before: null, after: null };
  }
}

const CLAIM = ['progress', 'claim', 'confirmedProgress'];

function pick(from: object | null, names: string[]): Detail | null {
  if (!from) return null;
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(from, name)).map((name) => [name, (from as Detail)[name]!]),
  );
}
