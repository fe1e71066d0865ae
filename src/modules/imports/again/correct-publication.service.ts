import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../../shared/clock.js';
import { Refused, StaleVersion } from '../../../shared/errors.js';
import type { CurrentUser } from '../../../shared/permissions.js';
import { dayText } from '../../../web/components/index.js';
import { translator } from '../../../web/messages/index.js';
import { Team } from '../../access/index.js';
import { HistoryService } from '../../history/index.js';
import { type PublicationFacts, PublicationsService } from '../../publications/index.js';
import { Item, changeItem } from '../../tracking/index.js';
import { mayEnterFor } from '../commit-import.service.js';
import { dateOrNull } from '../review-dates.js';
import { moveByEffect } from './due-corrections.js';
import { type DueEffect, dueEffects, moves } from './due-effects.js';
import type { PublicationFactsDto } from './publication-facts.dto.js';
import { type Tracked, TrackedQuery } from './tracked.query.js';

/** A publication's facts as they are, whether this person may correct them, and whose it is. */
export interface EditablePublication {
  facts: PublicationFactsDto & { teamId: number };
  version: number;
  refPrefix: string;
  title: string;
  team: string;
  mayCorrect: boolean;
}

/** Corrects the facts of a publication. What is counted from its date moves with it, all or nothing. */
@Injectable()
export class CorrectPublicationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly history: HistoryService,
    private readonly publications: PublicationsService,
    private readonly tracked: TrackedQuery,
  ) {}

  /** @throws NotFound where it is missing or hidden */
  async get(user: CurrentUser, id: number): Promise<EditablePublication> {
    const { publication } = await this.tracked.load(this.dataSource.manager, user, id);
    const { refPrefix, version, teamId, notes: _, sections: __, id: ___, ...facts } = publication;
    const { name } = await this.dataSource.manager.findOneByOrFail(Team, { id: teamId });
    return {
      facts: { ...facts, teamId },
      version,
      refPrefix,
      title: facts.title,
      team: name,
      mayCorrect: mayEnterFor(user, teamId),
    };
  }

  /** What another date would do to the due dates that the person sees. @throws NotFound */
  async preview(user: CurrentUser, id: number, date: string): Promise<(DueEffect & { title: string })[]> {
    const tracked = await this.tracked.load(this.dataSource.manager, user, id);
    const items = new Map(tracked.items.map((item) => [item.ref, item]));
    return effectsOf(tracked, date).flatMap((effect) => {
      const { isSeen, title } = items.get(effect.ref)!;
      const from = effect.from && items.get(effect.from)!.isSeen ? effect.from : null;
      return isSeen ? [{ ...effect, from, title }] : [];
    });
  }

  /** The teams that a person may give a publication to. */
  async teams(user: CurrentUser): Promise<{ id: number; name: string }[]> {
    const teams = await this.dataSource.manager.find(Team, { order: { name: 'ASC', id: 'ASC' } });
    return teams.filter(({ id }) => mayEnterFor(user, id)).map(({ id, name }) => ({ id, name }));
  }

  /**
   * @throws NotFound; Refused to who is of another team; Conflict where series and number are another publication's;
   *   StaleVersion
   */
  async correct(
    user: CurrentUser,
    id: number,
    facts: PublicationFactsDto,
    version: number,
  ): Promise<{ version: number }> {
    return this.dataSource.transaction(async (manager) => {
      const publication = await this.publications.lock(manager, user, id);
      if (publication.version !== version) throw new StaleVersion({ version: publication.version });
      if (!mayEnterFor(user, publication.teamId)) throw new Refused('publication.otherTeam');
      const { teamId } = facts;
      if (teamId === null || !mayEnterFor(user, teamId) || !(await manager.existsBy(Team, { id: teamId })))
        throw new Refused('choice', {}, 'teamId');
      await manager.query('SELECT id FROM item WHERE publication_id = $1 ORDER BY id FOR UPDATE', [id]);
      const tracked = await this.tracked.load(manager, user, id);
      const before = { teamId: publication.teamId, date: tracked.publication.date };
      const date = dateOrNull(facts.date) ?? '';
      const changed = await this.publications.correct(
        manager,
        user,
        publication,
        stored(facts, teamId, date),
      );
      if (Object.keys(changed.after).length === 0) throw new Refused('nothingChanged');
      const items = await this.carryAlong(manager, user, tracked, { teamId, date }, before);
      await this.history.record(manager, {
        actorId: user.id,
        action: 'publication.corrected',
        subjectType: 'publication',
        subjectId: id,
        publicationId: id,
        itemIds: items.map((item) => item.id),
        before: changed.before,
        after: {
          ...changed.after,
          items: items.map(({ ref, dueFrom, dueTo }) => ({ ref, did: dueTo ? 'due' : '', dueFrom, dueTo })),
        },
      });
      return { version: publication.version };
    });
  }

  /** Items of the team go with the publication; due dates that were counted from its date are counted anew. */
  private async carryAlong(
    manager: EntityManager,
    user: CurrentUser,
    tracked: Tracked,
    now: { teamId: number; date: string },
    before: { teamId: number; date: string },
  ): Promise<{ id: number; ref: string; dueFrom: string | null; dueTo: string | null }[]> {
    const effects = new Map(
      effectsOf(tracked, now.date)
        .filter(moves)
        .map((effect) => [effect.ref, effect]),
    );
    const t = translator('en');
    const words = (date: string) => (date ? dayText(date, t) : 'none');
    const reason = t('again.due.anchor', { from: words(before.date), to: words(now.date) });
    const changed = [];
    const items = await manager.findBy(Item, { publicationId: tracked.publication.id });
    for (const item of items.toSorted((a, b) => a.id - b.id)) {
      const { id, ref } = item;
      const effect = effects.get(ref);
      const also =
        item.teamId === before.teamId && now.teamId !== before.teamId ? { teamId: now.teamId } : {};
      if (!effect && Object.keys(also).length === 0) continue;
      const at = this.clock.now();
      if (effect) await moveByEffect(manager, user, item, effect, reason, at, also);
      else await changeItem(manager, item, also, at);
      changed.push({ id, ref, dueFrom: effect?.dueNow ?? null, dueTo: effect?.dueThen ?? null });
    }
    return changed;
  }
}

const effectsOf = ({ items, publication }: Tracked, date: string): DueEffect[] => {
  const anchors = { from: publication.date || null, to: dateOrNull(date) };
  if (anchors.from === anchors.to) return [];
  return dueEffects(items, anchors).filter(
    ({ dueNow, dueThen, why }) => dueThen !== dueNow && (dueThen || why),
  );
};

function stored(facts: PublicationFactsDto, teamId: number, date: string): Partial<PublicationFacts> {
  const orNull = (text: string) => text.trim() || null;
  return {
    title: facts.title,
    series: orNull(facts.series),
    number: orNull(facts.number),
    date: date || null,
    publisher: orNull(facts.publisher),
    authors: facts.authors.map((author) => author.trim()).filter(Boolean),
    language: facts.language,
    direction: facts.direction,
    classification: facts.classification,
    disclaimer: orNull(facts.disclaimer),
    teamId,
  };
}
