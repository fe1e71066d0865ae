import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { DatePrecision, Day } from '../../shared/calendar-date.js';
import { Clock } from '../../shared/clock.js';
import { NotFound, Refused, RefusedFields } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdempotencyService } from '../access/index.js';
import { HistoryService } from '../history/index.js';
import { Publication } from '../publications/index.js';
import { SettingsService } from '../settings/index.js';
import {
  type Item,
  MissingItems,
  type Progress,
  applyMove,
  isPending,
  lockItems,
  mustBeCurrent,
} from '../tracking/index.js';
import { Effect, EvidenceUpdate, Source } from './evidence.entity.js';
import { EFFECT_COLUMNS, SOURCE_COLUMNS, UPDATE_COLUMNS, insert } from './evidence-rows.js';
import { findUpdate } from './evidence-visibility.js';
import { keepSearch } from './check-rows.js';
import { settleEntry } from './inbox.service.js';
import { type NewEffect, type NewEvidence, eventDay } from './new-evidence.js';
import { type Resting, mustSayWhatHolds, restingOn } from './resting.js';

export interface Recorded {
  updateId: number;
  refs: string[];
}

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
        () => this.recordIn(manager, user, wish, { id: updateId, reason: wish.reason }),
      ),
    );
  }

  /** The same, the one or the other, in a transaction that is under way: its caller sees to repetitions. */
  async recordIn(
    manager: EntityManager,
    user: CurrentUser,
    wish: NewEvidence,
    corrects: { id: number; reason: string } | null,
  ): Promise<Recorded> {
    if (!corrects) return this.write(manager, user, wish, null);
    // Two corrections of one update at a time would both look like the last.
    await manager.query('SELECT pg_advisory_xact_lock(1718, $1)', [corrects.id]);
    const corrected = await findUpdate(manager, user, corrects.id);
    if (!corrected) throw new NotFound();
    if (await manager.existsBy(EvidenceUpdate, { correctsId: corrects.id }))
      throw new Refused('evidence.alreadyCorrected', { id: corrects.id });
    return this.write(manager, user, wish, corrects);
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
    const items = await lockNamed(manager, user, refs);
    const resting = corrects ? await restingOn(manager, user, corrects.id) : [];
    mustSayWhatHolds(resting, wish.effects);

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
      const item = items[index];
      if (effect.version !== null) mustBeCurrent(item, effect.version);
      before.push({ ref: item.ref, progress: item.progress, claim: item.claim });
      await this.writeEffect(manager, {
        updateId,
        effect,
        item,
        event,
        wish,
        corrects,
        rests: resting.find(({ ref }) => ref === item.ref) ?? null,
        index,
        today,
        now,
      });
    }
    await keepSearch(manager, user, wish, { items, updateId, today, now });
    if (wish.inboxId) await settleEntry(manager, user, wish.inboxId, updateId, now);
    // Restricted, or confidential to another team: not even its author could correct it.
    if (!(await findUpdate(manager, user, updateId)))
      throw new Refused('evidence.hiddenFromYou', {}, 'classification');
    await this.history.record(manager, {
      actorId: user.id,
      action: corrects ? 'evidence.corrected' : 'evidence.recorded',
      subjectType: 'evidence_update',
      subjectId: String(updateId),
      itemIds: items.map((item) => item.id),
      publicationId: onlyOne(items.map((item) => item.publicationId)),
      before: { items: before },
      after: {
        eventOn: wish.eventOn,
        ...(wish.inboxId && { inboxId: wish.inboxId }),
        ...(wish.searchedPlaces && { searchedOn: wish.searchedOn, places: wish.searchedPlaces }),
        ...(corrects && { correctsId: corrects.id, reason: corrects.reason }),
        items: wish.effects.map((effect, index) => ({
          ref: effect.item,
          shows: effect.shows,
          progress: items[index].progress,
          claim: items[index].claim,
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
      event: { day: Day; precision: DatePrecision };
      wish: NewEvidence;
      corrects: object | null;
      /** How the item rests on what is corrected, if it does. */
      rests: Resting | null;
      index: number;
      today: Day;
      now: Date;
    },
  ): Promise<void> {
    const { effect, item } = it;
    const { publishedOn } = await manager.findOneByOrFail(Publication, { id: item.publicationId });
    const isBefore = publishedOn !== null && it.event.day < publishedOn;
    // A date put right may turn what had moved the item into baseline: the item must be able to move back, not on.
    const back: (Progress | null)[] = it.rests ? ['no_public_evidence', it.rests.from] : [];
    const takesBack = isBefore && back.includes(effect.progressTo);
    const beneath = it.rests?.beneath ?? false;
    const move = {
      shows: effect.shows,
      // More of the same moves nothing, but renews a claim that waits for a better source.
      to:
        effect.progressTo === item.progress && !it.corrects && !isPending(item.claim)
          ? null
          : effect.progressTo,
      eventOn: it.event.day,
      eventPrecision: it.event.precision,
      baseline: isBefore && !takesBack,
      takesBack,
      beneath,
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
      progressFrom: beneath ? item.confirmedProgress : item.progress,
      // A baseline that asks to move is refused below, with its reason, rather than by the database.
      progressTo: move.baseline ? null : move.to,
    });
    await applyMove(manager, item, move, { id, field: `effects[${it.index}]` }, it);
  }
}

/** Locks the items of an update's effects. @throws RefusedFields, naming the effects whose item is not to be seen */
async function lockNamed(manager: EntityManager, user: CurrentUser, refs: string[]): Promise<Item[]> {
  try {
    return await lockItems(manager, user, refs);
  } catch (error) {
    if (!(error instanceof MissingItems)) throw error;
    throw new RefusedFields(
      error.refs.map((ref) => new Refused('item.unknown', { ref }, `effects[${refs.indexOf(ref)}].item`)),
    );
  }
}

/** The one value that all are, or null. */
const onlyOne = (values: number[]): number | null => (new Set(values).size === 1 ? values[0] : null);
