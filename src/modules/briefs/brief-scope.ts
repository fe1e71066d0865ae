import type { EntityManager } from 'typeorm';
import sql, { type Sql } from 'sql-template-tag';
import type { CurrentUser } from '../../shared/permissions.js';
import type { Translate } from '../../web/messages/index.js';
import { Actor } from '../actors/index.js';
import { Publication } from '../publications/index.js';
import { FILTER_NAMES, type Frame, type ItemFilter, matches } from '../tracking/index.js';
import type { ProgressBrief } from './progress-brief.entity.js';

/** Condition on `i` and `p`: the items that the brief is about. */
export function briefItems(
  brief: Pick<ProgressBrief, 'publicationId' | 'filter'>,
  user: CurrentUser,
  frame: Frame,
): Sql {
  return brief.publicationId === null
    ? matches(brief.filter, user, frame)
    : sql`i.publication_id = ${brief.publicationId}`;
}

/**
 * A filter in words, for a title page: "Progress: In progress, Reversed · Actor: Ministry of Canals". Filters by our own
 * staff or work (owner, team, checks, follow-ups) are only named as such: whose they are never goes out.
 */
export async function describeFilter(
  manager: EntityManager,
  filter: ItemFilter,
  t: Translate,
): Promise<string> {
  const parts = new Set<string>();
  for (const name of FILTER_NAMES) {
    if (filter[name] === undefined) continue;
    if (OURS.includes(name)) parts.add(t('brief.filter.ours'));
    else parts.add(`${t.dynamic(`brief.filter.${name}`)}: ${await valueInWords(manager, filter, name, t)}`);
  }
  return [...parts].join(' · ') || t('brief.filter.all');
}

type FilterName = (typeof FILTER_NAMES)[number];
const OURS: FilterName[] = ['owner', 'team', 'check', 'followUp', 'gap'];

async function valueInWords(manager: EntityManager, filter: ItemFilter, name: FilterName, t: Translate) {
  if (name === 'publication')
    return (await manager.findOneBy(Publication, { id: filter.publication! }))?.title ?? '';
  if (name === 'actor')
    return filter.actor === 'none'
      ? t('items.noActor')
      : ((await manager.findOneBy(Actor, { id: filter.actor! }))?.name ?? '');
  const values = [filter[name]].flat().map(String);
  return values
    .map((value) => (t.has(`word.${name}.${value}`) ? t.dynamic(`word.${name}.${value}`) : value))
    .join(', ');
}
