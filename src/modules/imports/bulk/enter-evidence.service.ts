import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { NotFound, Refused, RefusedFields } from '../../../shared/errors.js';
import type { CurrentUser } from '../../../shared/permissions.js';
import { EvidenceService } from '../../evidence/index.js';
import type { EvidencePlan } from './plan-evidence.js';
import type { UpdateToRecord } from './update-to-record.js';

/** Records what rows of evidence come to, in the transaction that commits them. */
@Injectable()
export class EnterEvidenceService {
  constructor(private readonly evidence: EvidenceService) {}

  /**
   * One by one, in the order of the file, by the rules that evidence has: each may rest on the one before.
   * @returns the references that they bear on
   * @throws RefusedFields with the row, where a rule refuses what the plan could not foresee
   */
  async enter(manager: EntityManager, user: CurrentUser, { updates }: EvidencePlan): Promise<string[]> {
    const recorded = new Map<string, number>();
    const refs = new Set<string>();
    for (const update of updates) {
      const { updateId } = await this.record(manager, user, update, recorded);
      if (update.key) recorded.set(update.key, updateId);
      for (const { item } of update.wish.effects) refs.add(item);
    }
    return [...refs];
  }

  private async record(
    manager: EntityManager,
    user: CurrentUser,
    { rows, wish, corrects, reason }: UpdateToRecord,
    recorded: ReadonlyMap<string, number>,
  ) {
    const at = `rows[${rows[0].row}]`;
    const corrected = corrects && ('id' in corrects ? corrects.id : recorded.get(corrects.key)!);
    try {
      return await this.evidence.recordIn(
        manager,
        user,
        wish,
        corrected === null ? null : { id: corrected, reason },
      );
    } catch (error) {
      if (error instanceof RefusedFields)
        throw new RefusedFields(error.refusals.map(({ code, values }) => new Refused(code, values, at)));
      if (error instanceof Refused || error instanceof NotFound)
        throw new RefusedFields([new Refused(error.code, error.values, at)]);
      throw error;
    }
  }
}
