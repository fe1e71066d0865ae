import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import sql from 'sql-template-tag';
import { Clock } from '../../shared/clock.js';
import { NotFound, Refused } from '../../shared/errors.js';
import { type CurrentUser, may } from '../../shared/permissions.js';
import { HistoryService } from '../history/index.js';
import { type Item, applyVerdict, isPending, lockItem } from '../tracking/index.js';
import { SecondReading, type Verdict } from './evidence.entity.js';
import { readersBeside } from './claims.query.js';
import { visibleEffects } from './evidence-visibility.js';
import { heldBefore } from './resting.js';

/** How many are named of those who may read a claim instead of its author. */
const MOST_NAMED = 3;

const COLUMNS = ['effectId', 'itemId', 'verdict', 'reason', 'readBy', 'readAt'];

/** Second reading: a manager who did not write the claim confirms it, sends it back, or wants a better source. */
@Injectable()
export class ReadingsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly clock: Clock,
  ) {}

  async read(
    user: CurrentUser,
    effectId: number,
    { verdict, reason }: { verdict: Verdict; reason: string | null },
  ): Promise<Item> {
    if (!may(user, 'confirm')) throw new NotFound();
    if (verdict !== 'confirmed' && !reason?.trim()) throw new Refused('reading.reasonMissing', {}, 'reason');
    return this.dataSource.transaction(async (manager) => {
      const claim = await this.claimOf(manager, user, effectId);
      const item = await lockItem(manager, user, claim.ref);
      if (item.progressEffectId !== effectId || !isPending(item.claim))
        throw new Refused('reading.notWaiting', { ref: item.ref });
      // By somebody who does not see this item: it could not be named there.
      if (claim.corrected && verdict === 'confirmed')
        throw new Refused('reading.corrected', { ref: item.ref });
      if (claim.recordedBy === user.id) {
        const others = await readersBeside(manager, effectId, MOST_NAMED);
        throw others.length > 0
          ? new Refused('reading.ownClaim', { ref: item.ref, people: others.join(', ') })
          : new Refused('reading.nobodyElse', { ref: item.ref });
      }
      const now = this.clock.now();
      const before = {
        progress: item.progress,
        claim: item.claim,
        confirmedProgress: item.confirmedProgress,
      };
      await manager
        .createQueryBuilder()
        .insert()
        .into(SecondReading, COLUMNS)
        .values({
          effectId,
          itemId: item.id,
          verdict,
          reason: reason?.trim() || null,
          readBy: user.id,
          readAt: now,
        })
        .execute();
      await applyVerdict(manager, item, verdict, await heldBefore(manager, item), now);
      await this.history.record(manager, {
        actorId: user.id,
        action: `claim.${verdict}`,
        subjectType: 'effect',
        subjectId: String(effectId),
        itemIds: [item.id],
        publicationId: item.publicationId,
        before,
        after: {
          ref: item.ref,
          progress: item.progress,
          claim: item.claim,
          confirmedProgress: item.confirmedProgress,
          reason: reason?.trim() || null,
        },
      });
      return item;
    });
  }

  private async claimOf(manager: EntityManager, user: CurrentUser, effectId: number) {
    const query = sql`SELECT i.ref, u.recorded_by AS "recordedBy",
        EXISTS (SELECT 1 FROM evidence_update c WHERE c.corrects_id = u.id) AS corrected FROM effect e
      JOIN evidence_update u ON u.id = e.update_id JOIN item i ON i.id = e.item_id
      JOIN publication p ON p.id = i.publication_id WHERE e.id = ${effectId} AND ${visibleEffects(user)}`;
    const [claim] = (await manager.query(query.text, query.values)) as {
      ref: string;
      recordedBy: number;
      corrected: boolean;
    }[];
    if (!claim) throw new NotFound();
    return claim;
  }
}
