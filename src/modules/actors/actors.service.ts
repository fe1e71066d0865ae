import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Conflict, NotFound, Refused, StaleVersion } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { HistoryService } from '../history/index.js';
import { Actor, ActorAlias, type ActorKind, nameKey } from './actor.entity.js';

export interface ActorFields {
  name: string;
  kind: ActorKind;
  parentId: number | null;
  successorId: number | null;
}

/** The registry of external bodies. */
@Injectable()
export class ActorsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
  ) {}

  /** The actor that goes by this name or alias; case, diacritics and punctuation do not count. */
  async byName(manager: EntityManager, name: string): Promise<Actor | null> {
    const key = nameKey(name);
    const actor = await manager.findOneBy(Actor, { nameKey: key });
    if (actor) return actor;
    const alias = await manager.findOneBy(ActorAlias, { aliasKey: key });
    return alias ? manager.findOneByOrFail(Actor, { id: alias.actorId }) : null;
  }

  /** Enters an actor. With the manager of a running transaction it joins that one. */
  async enter(user: CurrentUser, fields: ActorFields, within?: EntityManager): Promise<Actor> {
    const work = async (manager: EntityManager) => {
      const key = await this.freeKey(manager, fields.name, null);
      await this.checkLinks(manager, null, fields);
      const actor = await manager.save(
        manager.create(Actor, { ...fields, name: fields.name.trim(), nameKey: key }),
      );
      await this.history.record(manager, {
        actorId: user.id,
        action: 'actor.entered',
        subjectType: 'actor',
        subjectId: String(actor.id),
        after: fields,
      });
      return actor;
    };
    return within ? work(within) : this.dataSource.transaction(work);
  }

  async change(user: CurrentUser, id: number, fields: ActorFields, version: number): Promise<Actor> {
    return this.dataSource.transaction(async (manager) => {
      const actor = await manager.findOne(Actor, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!actor) throw new NotFound();
      if (actor.version !== version) throw new StaleVersion({ version: actor.version });
      const key = await this.freeKey(manager, fields.name, id);
      await this.checkLinks(manager, id, fields);
      const { name, kind, parentId, successorId } = actor;
      await manager.save(Object.assign(actor, fields, { name: fields.name.trim(), nameKey: key }));
      await this.history.record(manager, {
        actorId: user.id,
        action: 'actor.changed',
        subjectType: 'actor',
        subjectId: String(id),
        before: { name, kind, parentId, successorId },
        after: fields,
      });
      return actor;
    });
  }

  /** With the manager of a running transaction it joins that one. */
  async addAlias(user: CurrentUser, id: number, alias: string, within?: EntityManager): Promise<void> {
    const work = async (manager: EntityManager) => {
      const actor = await manager.findOne(Actor, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!actor) throw new NotFound();
      const aliasKey = await this.freeKey(manager, alias, null, 'alias');
      await manager.insert(ActorAlias, { actorId: id, alias: alias.trim(), aliasKey });
      await this.history.record(manager, {
        actorId: user.id,
        action: 'actor.aliasAdded',
        subjectType: 'actor',
        subjectId: String(id),
        after: { alias },
      });
    };
    await (within ? work(within) : this.dataSource.transaction(work));
  }

  private async freeKey(
    manager: EntityManager,
    name: string,
    ownId: number | null,
    field = 'name',
  ): Promise<string> {
    const key = nameKey(name);
    if (!key) throw new Refused('actor.nameless', {}, field);
    const taken = await this.byName(manager, name);
    if (taken && taken.id !== ownId)
      throw new Conflict('actor.exists', { name: taken.name, id: taken.id }, field, `/actors/${taken.id}`);
    return key;
  }

  /** A parent or successor must exist, and no chain of them may close to a circle. */
  private async checkLinks(manager: EntityManager, ownId: number | null, fields: ActorFields): Promise<void> {
    for (const link of ['parentId', 'successorId'] as const) {
      let next: number | null = fields[link];
      const seen = new Set<number>();
      while (next !== null) {
        if (next === ownId || seen.has(next)) throw new Refused('actor.circle', {}, link);
        seen.add(next);
        const actor: Actor | null = await manager.findOneBy(Actor, { id: next });
        if (!actor) throw new Refused('actor.unknown', {}, link);
        next = actor[link];
      }
    }
  }
}
