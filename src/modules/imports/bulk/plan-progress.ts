import type { Day } from '../../../shared/calendar-date.js';
import { eventDay } from '../../evidence/index.js';
import { isPending, needsReading, refusalOf } from '../../tracking/index.js';
import type { BornOn, UpdateToRecord } from './update-to-record.js';

/**
 * Plays the moves that rows ask for, in their order, without touching an item: what would be refused shows before
 * anything is entered. Corrections are left to the service, which alone knows what rests on what.
 */
export class ProgressOfRows {
  constructor(private readonly items: ReadonlyMap<string, BornOn>) {}

  move({ rows, wish, corrects }: UpdateToRecord, today: Day): void {
    const { day, precision } = eventDay(wish.eventOn, today);
    for (const { item: ref, shows, progressTo, overridesNewer } of wish.effects) {
      const item = this.items.get(ref)!;
      const row = rows.find((one) => one.get('items').split(', ').includes(ref))!;
      const isMoreOfTheSame = progressTo === item.progress && !corrects && !isPending(item.claim);
      const to = isMoreOfTheSame ? null : progressTo;
      const refusal = refusalOf(item, {
        shows,
        to,
        eventOn: day,
        eventPrecision: precision,
        baseline: !corrects && item.publishedOn !== null && day < item.publishedOn,
        takesBack: false,
        beneath: false,
        correction: corrects !== null,
        overridesNewer,
        hasSource: wish.sources.length > 0,
      });
      if (refusal) row.fail(refusal.field, refusal.code, { ref, ...refusal.values });
      else if (to)
        Object.assign(item, { progress: to, progressOn: day, progressPrecision: precision, ...claimOf(to) });
    }
  }
}

const claimOf = (to: BornOn['progress']) =>
  needsReading(to) ? { claim: 'awaiting' } : { claim: 'none', confirmedProgress: to };
