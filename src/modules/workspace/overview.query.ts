import { Injectable } from '@nestjs/common';
import { type Day, addDays, plain } from '../../shared/calendar-date.js';
import { type CurrentUser, type PermissionName, may } from '../../shared/permissions.js';
import { type ItemFilter, ItemListQuery, type ItemRow, PROGRESS, type Progress } from '../tracking/index.js';
import { type ChangeRow, ChangesQuery, lastMonday } from './changes.query.js';
import { OwnNeedsQuery } from './own-needs.query.js';
import { PublicationsQuery } from './publications.query.js';

export const NEEDS = [
  'returned',
  'inbox',
  'past_due',
  'due_soon',
  'checks_due',
  'follow_ups_due',
  'to_read',
  'to_approve',
  'without_owner',
] as const;
export type Need = (typeof NEEDS)[number];

export interface Overview {
  today: Day;
  /** Items, each with the filter of its list; without one it counts what has a page of its own. */
  needs: { need: Need; count: number; filter: ItemFilter | null }[];
  progress: ProgressShare[];
  byPublication: { id: number; title: string; refPrefix: string; progress: ProgressShare[] }[];
  byTerm: { term: string; progress: ProgressShare[] }[];
  changesSince: Day;
  changes: ChangeRow[];
  /** Twelve, from the Monday of this week; what has passed of it does not count. */
  weeks: { startsOn: Day; count: number; filter: ItemFilter }[];
  /** The first few of what the weeks count. */
  dueNext: ItemRow[];
}

export interface ProgressShare {
  progress: Progress;
  count: number;
}

/** What concerns only those who record, or only those who confirm. */
const FOR: Partial<Record<Need, PermissionName>> = {
  returned: 'record',
  inbox: 'record',
  to_read: 'confirm',
  to_approve: 'confirm',
};

const FILTERS: Partial<Record<Need, ItemFilter>> = {
  past_due: { timeliness: ['past_due'] },
  due_soon: { timeliness: ['due_soon'] },
  checks_due: { check: 'due' },
  to_read: { claim: ['awaiting'] },
  without_owner: { owner: 'none', open: 'yes' },
};

const WEEKS = 12;
const SHOWN_DUE = 8;
const MOST_CHANGES = 200;
const SHOWN_PUBLICATIONS = 12;

/** How everything stands that a person sees. Every number is that of a filter, so that it can be a link to its list. */
@Injectable()
export class OverviewQuery {
  constructor(
    private readonly items: ItemListQuery,
    private readonly changes: ChangesQuery,
    private readonly publications: PublicationsQuery,
    private readonly own: OwnNeedsQuery,
  ) {}

  /** @param since from which day the changes are told; last Monday where not given */
  async read(user: CurrentUser, since?: Day): Promise<Overview> {
    const { today, timeZone } = await this.items.frame();
    const weeks = weeksFrom(today);
    const filters: Record<string, ItemFilter> = { ...(FILTERS as Record<string, ItemFilter>) };
    for (const [index, week] of weeks.entries()) filters[`week${index}`] = week.filter;
    const counts = await this.items.counts(user, filters);
    const changesSince = since ?? lastMonday(today);
    const dueNext = await this.items.page(user, {
      filter: { open: 'yes', dueFrom: today, dueTo: addDays(weeks[0].startsOn, 7 * WEEKS - 1) },
      sort: 'due',
      pageSize: SHOWN_DUE,
    });
    return {
      today,
      needs: await this.needs(user, counts),
      ...(await this.shares(user)),
      changesSince,
      changes: await this.changes.since(user, changesSince, timeZone, MOST_CHANGES),
      weeks: weeks.map((week, index) => ({ ...week, count: counts[`week${index}`] })),
      dueNext: dueNext.items,
    };
  }

  private async needs(user: CurrentUser, counts: Record<string, number>): Promise<Overview['needs']> {
    const apart: Partial<Record<Need, number>> = await this.own.counts(user);
    return NEEDS.filter((need) => may(user, FOR[need] ?? 'read')).map((need) => ({
      need,
      count: apart[need] ?? counts[need],
      filter: FILTERS[need] ?? null,
    }));
  }

  private async shares(user: CurrentUser): Promise<Pick<Overview, 'progress' | 'byPublication' | 'byTerm'>> {
    const byPublication = await this.items.groups(user, 'publication');
    const byTerm = await this.items.groups(user, 'term');
    const { publications } = await this.publications.page(user, { pageSize: SHOWN_PUBLICATIONS });
    const share = (rows: { progress: Progress; count: number }[]) =>
      PROGRESS.map((progress) => ({
        progress,
        count: rows.filter((row) => row.progress === progress).reduce((sum, { count }) => sum + count, 0),
      })).filter(({ count }) => count > 0);
    const terms = [...new Set(byTerm.map(({ key }) => key))];
    return {
      progress: share(byPublication),
      byPublication: publications
        .map(({ id, title, refPrefix }) => ({
          id,
          title,
          refPrefix,
          progress: share(byPublication.filter(({ key }) => key === String(id))),
        }))
        .filter(({ progress }) => progress.length > 0),
      byTerm: terms.map((term) => ({
        term: term ?? 'none',
        progress: share(byTerm.filter(({ key }) => key === term)),
      })),
    };
  }
}

function weeksFrom(today: Day): { startsOn: Day; filter: ItemFilter }[] {
  const monday = addDays(today, 1 - plain(today).dayOfWeek);
  return Array.from({ length: WEEKS }, (_, index) => {
    const startsOn = addDays(monday, 7 * index);
    const dueFrom = startsOn < today ? today : startsOn;
    return { startsOn, filter: { open: 'yes', dueFrom, dueTo: addDays(startsOn, 6) } };
  });
}
