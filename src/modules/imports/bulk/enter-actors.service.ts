import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CurrentUser } from '../../../shared/permissions.js';
import { addAliases, changeActors, enterActors } from '../../actors/index.js';
import { HistoryService } from '../../history/index.js';
import type { ActorName, ActorToEnter, ActorsPlan } from './plan-actors.js';

/** Enters what rows of actors come to, in the transaction that commits them. */
@Injectable()
export class EnterActorsService {
  constructor(private readonly history: HistoryService) {}

  /** One entry of the history for all of them. @returns the names of what was entered */
  async enter(manager: EntityManager, user: CurrentUser, { enter, change }: ActorsPlan): Promise<string[]> {
    const ids = await enterActors(manager, enter);
    const byKey = new Map(enter.map(({ key }, index) => [key, ids[index]]));
    const idOf = (one: ActorName | undefined) => one && ('id' in one ? one.id : byKey.get(one.key));
    const linksOf = ({ links }: Pick<ActorToEnter, 'links'>) => ({
      parentId: idOf(links.parent),
      successorId: idOf(links.successor),
    });
    await addAliases(
      manager,
      change.flatMap(({ id, aliases }) => aliases.map((alias) => ({ actorId: id, alias }))),
    );
    await changeActors(manager, [
      ...enter.flatMap((one, index) =>
        Object.keys(one.links).length > 0 ? [{ id: ids[index], ...linksOf(one) }] : [],
      ),
      ...change.map((one) => ({ id: one.id, kind: one.kind, ...linksOf(one) })),
    ]);
    if (enter.length + change.length > 0)
      await this.history.record(manager, {
        actorId: user.id,
        action: 'actors.imported',
        subjectType: 'actors',
        subjectId: String(ids[0] ?? change[0].id),
        before: { changed: change.map(({ id, before }) => ({ id, ...before })) },
        after: {
          entered: enter.map((one, index) => ({ id: ids[index], ...wordsOf(one), ...linksOf(one) })),
          changed: change.map((one) => ({
            id: one.id,
            kind: one.kind,
            aliases: one.aliases,
            ...linksOf(one),
          })),
        },
      });
    return enter.map(({ name }) => name);
  }
}

const wordsOf = ({ name, kind, aliases }: ActorToEnter) => ({ name, kind, aliases });
