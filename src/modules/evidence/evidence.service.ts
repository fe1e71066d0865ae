import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Day, anchorDay, parsePartialDate } from '../../shared/calendar-date.js';
import { Clock } from '../../shared/clock.js';
import { NotFound, Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdempotencyService } from '../access/index.js';
import { HistoryService } from '../history/index.js';
import { type Classification, Publication } from '../publications/index.js';
import { SettingsService } from '../settings/index.js';
import {
  type Item,
  type Progress,
  type Shows,
  applyMove,
  isPending,
  lockItems,
  mustBeCurrent,
} from '../tracking/index.js';
import { Effect, EvidenceUpdate, Source, type SourceKind, type Standing } from './evidence.entity.js';
import { findUpdate } from './evidence-visibility.js';

export interface NewEvidence {
  /** Day of the event as far as it is known: `2026-01-17`, `2026-01` or `2026`. */
  eventOn: string;
  text: string;
  /** `public` follows the items it bears on. */
  classification: Classification;
  sources: NewSource[];
  effects: NewEffect[];
}

export interface NewSource {
  title: string;
  publisher: string | null;
  author: string | null;
  publishedOn: Day | null;
  url: string | null;
  archivedUrl: string | null;
  kind: SourceKind;
  standing: Standing;
  standingOf: string | null;
}

/** What the evidence shows on one item. */
export interface NewEffect {
  /** The item's reference. */
  item: string;
  /** The item's version as the person saw it; null: whatever it is. */
  version: number | null;
  shows: Shows;
  quote: string | null;
  quotePlace: string | null;
  /** Null: it moves nothing. */
  progressTo: Progress | null;
  /** Counts although newer evidence has moved the item. */
  overridesNewer: boolean;
}

export interface Recorded {
  updateId: number;
  refs: string[];
}

const UPDATE_COLUMNS = [
  'eventOn',
  'eventPrecision',
  'text',
  'classification',
  'correctsId',
  'correctionReason',
  'recordedBy',
  'recordedAt',
];
const SOURCE_COLUMNS = [
  'updateId',
  'position',
  'title',
  'publisher',
  'author',
  'publishedOn',
  'url',
  'archivedUrl',
  'kind',
  'standing',
  'standingOf',
];
const EFFECT_COLUMNS = [
  'updateId',
  'itemId',
  'shows',
  'quote',
  'quotePlace',
  'baseline',
  'progressFrom',
  'progressTo',
];

/** Records evidence updates: append-only, each with its sources and one effect per item it bears on. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly idempotency: IdempotencyService,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  /**
   * @param key idempotency key: a double click makes one update
   * @throws NotFound     an item is missing or hidden
   * @throws Refused      a move is not allowed, the event lies in the future …
   * @throws StaleVersion an item was changed since the person read it
   */
  async record(user: CurrentUser, wish: NewEvidence, key: string | null): Promise<Recorded> {
    return this.dataSource.transaction((manager) =>
      this.idempotency.once(manager, { personId: user.id, key, route: 'evidence.record', body: wish }, () =>
        this.write(manager, user, wish, null),
      ),
    );
  }

  /** Puts an update right with a new one, which names it. Its effects may set any state; the old one stays, marked. */
  async correct(
    user: CurrentUser,
    updateId: number,
    wish: NewEvidence & { reason: string },
    key: string | null,
  ): Promise<Recorded> {
    return this.dataSource.transaction((manager) =>
      this.idempotency.once(
        manager,
        { personId: user.id, key, route: `evidence.correct.${updateId}`, body: wish },
        async () => {
          // Two corrections of one update at a time would both look like the last.
          await manager.query('SELECT pg_advisory_xact_lock(1718, $1)', [updateId]);
          const corrected = await findUpdate(manager, user, updateId);
          if (!corrected) throw new NotFound();
          if (await manager.existsBy(EvidenceUpdate, { correctsId: updateId }))
            throw new Refused('evidence.alreadyCorrected', { id: updateId });
          return this.write(manager, user, wish, { id: updateId, reason: wish.reason });
        },
      ),
    );
  }

  private async write(
    manager: EntityManager,
    user: CurrentUser,
    wish: NewEvidence,
    corrects: { id: number; reason: string } | null,
  ): Promise<Recorded> {
    const today = await this.settings.today();
    const now = this.clock.now();
    const event = eventDay(wish.eventOn, today);
    if (wish.effects.length === 0) throw new Refused('evidence.noItems', {}, 'effects');
    const refs = wish.effects.map((effect) => effect.item);
    const twice = refs.find((ref, index) => refs.indexOf(ref) !== index);
    if (twice)
      throw new Refused('evidence.itemTwice', { ref: twice }, `effects[${refs.lastIndexOf(twice)}].item`);
    const items = await lockItems(manager, user, refs);
    if (corrects) await this.mustSayWhatHolds(manager, corrects.id, wish.effects, items);

    const updateId = await insert(manager, EvidenceUpdate, UPDATE_COLUMNS, {
      eventOn: event.day,
      eventPrecision: event.precision,
      text: wish.text,
      classification: wish.classification,
      correctsId: corrects?.id ?? null,
      correctionReason: corrects?.reason ?? null,
      recordedBy: user.id,
      recordedAt: now,
    });
    for (const [index, source] of wish.sources.entries())
      await insert(manager, Source, SOURCE_COLUMNS, { ...source, updateId, position: index + 1 });
    const before: object[] = [];
    for (const [index, effect] of wish.effects.entries()) {
      const item = items[index]!;
      if (effect.version !== null) mustBeCurrent(item, effect.version);
      before.push({ ref: item.ref, progress: item.progress, claim: item.claim });
      await this.writeEffect(manager, {
        updateId,
        effect,
        item,
        event: event.day,
        wish,
        corrects,
        index,
        today,
        now,
      });
    }
    await this.history.record(manager, {
      actorId: user.id,
      action: corrects ? 'evidence.corrected' : 'evidence.recorded',
      subjectType: 'evidence_update',
      subjectId: String(updateId),
      itemIds: items.map((item) => item.id),
      before: { items: before },
      after: {
        eventOn: wish.eventOn,
        ...(corrects && { correctsId: corrects.id, reason: corrects.reason }),
        items: wish.effects.map((effect, index) => ({
          ref: effect.item,
          shows: effect.shows,
          progress: items[index]!.progress,
          claim: items[index]!.claim,
        })),
      },
    });
    return { updateId, refs };
  }

  private async writeEffect(
    manager: EntityManager,
    it: {
      updateId: number;
      effect: NewEffect;
      item: Item;
      event: Day;
      wish: NewEvidence;
      corrects: object | null;
      index: number;
      today: Day;
      now: Date;
    },
  ): Promise<void> {
    const { effect, item } = it;
    const { publishedOn } = await manager.findOneByOrFail(Publication, { id: item.publicationId });
    const move = {
      shows: effect.shows,
      // More of the same moves nothing, but renews a claim that waits for a better source.
      to:
        effect.progressTo === item.progress && !it.corrects && !isPending(item.claim)
          ? null
          : effect.progressTo,
      eventOn: it.event,
      baseline: publishedOn !== null && it.event < publishedOn,
      correction: it.corrects !== null,
      overridesNewer: effect.overridesNewer,
      hasSource: it.wish.sources.length > 0,
    };
    const id = await insert(manager, Effect, EFFECT_COLUMNS, {
      updateId: it.updateId,
      itemId: item.id,
      shows: effect.shows,
      quote: effect.quote,
      quotePlace: effect.quotePlace,
      baseline: move.baseline,
      progressFrom: item.progress,
      // A baseline that asks to move is refused below, with its reason, rather than by the database.
      progressTo: move.baseline ? null : move.to,
    });
    await applyMove(manager, item, move, { id, field: `effects[${it.index}]` }, it);
  }

  /** Where an item's progress rests on the update that is corrected, the correction must say what holds now. */
  private async mustSayWhatHolds(
    manager: EntityManager,
    correctedId: number,
    effects: NewEffect[],
    items: Item[],
  ): Promise<void> {
    const resting = (await manager.query(
      `SELECT i.ref FROM effect e JOIN item i ON i.progress_effect_id = e.id WHERE e.update_id = $1`,
      [correctedId],
    )) as { ref: string }[];
    for (const { ref } of resting) {
      const index = items.findIndex((item) => item.ref === ref);
      if (index === -1) throw new Refused('evidence.correctionMustName', { ref }, 'effects');
      if (!effects[index]!.progressTo)
        throw new Refused('evidence.correctionMustSay', { ref }, `effects[${index}].progressTo`);
    }
  }
}

/** @throws Refused when it is no date, or lies in the future */
function eventDay(text: string, today: Day): { day: Day; precision: 'day' | 'month' | 'year' } {
  const date = parsePartialDate(text);
  if (!date) throw new Refused('day.impossible', { value: text.slice(0, 40) }, 'eventOn');
  const precision = (['year', 'month', 'day'] as const)[text.trim().split('-').length - 1]!;
  const last = anchorDay(date);
  if (precision === 'day') {
    if (last > today) throw new Refused('evidence.eventInFuture', { today }, 'eventOn');
    return { day: last, precision };
  }
  // "November 2026" is not in the future on 22 November: what has passed of it counts.
  const first = text.trim().length === 4 ? `${text.trim()}-01-01` : `${text.trim()}-01`;
  if (first > today) throw new Refused('evidence.eventInFuture', { today }, 'eventOn');
  return { day: last > today ? today : last, precision };
}

/** The application's role may write only these columns of an append-only table, so the others are not named. */
async function insert<T extends object>(
  manager: EntityManager,
  entity: new () => T,
  columns: string[],
  row: object,
): Promise<number> {
  const { raw } = await manager
    .createQueryBuilder()
    .insert()
    .into(entity, columns)
    .values(row)
    .returning('id')
    .execute();
  return (raw as { id: number }[])[0]!.id;
}
