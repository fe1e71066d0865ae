import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ActionsService, type NewAction } from '../src/modules/action-matrix/index.js';
import { type ActorKind, ActorsService } from '../src/modules/actors/index.js';
import {
  ChecksService,
  EvidenceService,
  type NewEffect,
  type NewSource,
  ReadingsService,
  type Verdict,
} from '../src/modules/evidence/index.js';
import { BriefIssuesService, BriefsService } from '../src/modules/briefs/index.js';
import { HistoryService } from '../src/modules/history/index.js';
import { type NewPublication, Publication, PublicationsService } from '../src/modules/publications/index.js';
import { type NewRecommendation, RecommendationsService } from '../src/modules/recommendations/index.js';
import {
  DueRevisionsService,
  FollowUpsService,
  Item,
  ItemActor,
  type NewItemActor,
  type Response,
  ResponsesService,
  type RevisionKind,
} from '../src/modules/tracking/index.js';
import { SettingsService } from '../src/modules/settings/index.js';
import { type Day, addDays } from '../src/shared/calendar-date.js';
import { Clock } from '../src/shared/clock.js';
import type { CurrentUser } from '../src/shared/permissions.js';

/** Goes to any day before the demo's first start, so that records carry the dates of their story. */
export class DemoClock extends Clock {
  private at: Date;
  constructor(private readonly start: Date) {
    super();
    this.at = start;
  }
  now(): Date {
    return this.at;
  }
  /** @param days from the first start; negative is earlier */
  goTo(days: number): void {
    this.at = new Date(this.start.getTime() + days * 86_400_000);
  }
  goToDay(day: Day): void {
    this.at = new Date(Math.min(Date.parse(`${day}T10:00:00Z`), this.start.getTime()));
  }
  /** The day so many days from the first start. */
  day(days: number): Day {
    return addDays(this.start.toISOString().slice(0, 10), days);
  }
}

/** An actor as a matrix names it: the name, or more. */
export type ActorMention =
  string | { name: string; kind?: ActorKind; qualifier?: string; lead?: boolean; parent?: string };

type People = Record<'contributor' | 'manager' | 'admin', CurrentUser>;

export type DemoRecommendation = Omit<NewRecommendation, 'actors' | 'position' | 'confidence'> & {
  actors?: ActorMention[];
};
export type DemoAction = Omit<NewAction, 'actors' | 'position' | 'recommendationIds' | 'actorsText'> & {
  actors: ActorMention[];
  /** Numbers of the recommendations it carries out. */
  carriesOut: number[];
};

/** What staff do, through the same services as the pages: the demo's story is told with these words. */
export class Desk {
  private readonly story: { days: number; what: () => Promise<void> }[] = [];

  constructor(
    private readonly app: INestApplicationContext,
    readonly clock: DemoClock,
    readonly people: People,
  ) {}

  /** What happens on a day, counted from the first start; told in any order, played in the order of days. */
  on(days: number, what: () => Promise<void>): void {
    this.story.push({ days, what });
  }

  async play(): Promise<void> {
    while (this.story.length > 0) {
      const next = this.story.reduce((first, one) => (one.days < first.days ? one : first));
      this.story.splice(this.story.indexOf(next), 1);
      this.clock.goTo(next.days);
      await next.what();
    }
  }

  async publication(
    by: CurrentUser,
    wish: NewPublication,
    recommendations: DemoRecommendation[],
    actions: DemoAction[],
  ): Promise<Publication> {
    return this.app.get(DataSource).transaction(async (manager) => {
      const publication = await this.app.get(PublicationsService).enter(manager, by, wish);
      const enterActors = async (mentions: ActorMention[]) => {
        const entered: NewItemActor[] = [];
        for (const mention of mentions) entered.push(await this.actor(by, mention, manager));
        return entered;
      };
      const ids: number[] = [];
      for (const [index, one] of recommendations.entries()) {
        const actors = await enterActors(one.actors ?? []);
        const wishOfOne = { ...one, actors, position: index + 1, confidence: 1 };
        ids.push((await this.app.get(RecommendationsService).takeUp(manager, publication, wishOfOne)).id);
      }
      const itemIds = [...ids];
      for (const [index, { carriesOut, ...one }] of actions.entries()) {
        const item = await this.app.get(ActionsService).takeUp(manager, publication, {
          ...one,
          position: index + 1,
          actors: await enterActors(one.actors),
          actorsText: one.actors.map(inWords).join(', '),
          recommendationIds: carriesOut.map((number) => ids[number - 1]!),
        });
        itemIds.push(item.id);
      }
      await this.app.get(HistoryService).record(manager, {
        actorId: by.id,
        action: 'publication.imported',
        subjectType: 'publication',
        subjectId: publication.id,
        publicationId: publication.id,
        itemIds,
        after: { refPrefix: publication.refPrefix, items: itemIds.length },
      });
      return publication;
    });
  }

  private async actor(
    by: CurrentUser,
    mention: ActorMention,
    manager: DataSource['manager'],
  ): Promise<NewItemActor> {
    const {
      name,
      kind = 'other',
      qualifier = null,
      lead = false,
      parent,
    } = typeof mention === 'string' ? { name: mention } : (mention as Exclude<ActorMention, string>);
    const actors = this.app.get(ActorsService);
    const parentId = parent ? (await this.actor(by, { name: parent, kind: 'igo' }, manager)).actorId : null;
    const actor =
      (await actors.byName(manager, name)) ??
      (await actors.enter(by, { name, kind, parentId, successorId: null }, manager));
    return { actorId: actor.id, verbatim: name, qualifier, lead };
  }

  /** Records evidence, or corrects some. */
  async evidence(
    by: CurrentUser,
    wish: {
      eventOn: string;
      text: string;
      sources: NewSource[];
      effects: (Pick<NewEffect, 'item' | 'shows'> & Partial<NewEffect>)[];
      corrects?: { updateId: number; reason: string };
    },
  ): Promise<{ updateId: number }> {
    const { corrects, effects, ...rest } = wish;
    const update = {
      ...rest,
      classification: 'public' as const,
      effects: effects.map((effect) => ({
        version: null,
        quote: null,
        quotePlace: null,
        progressTo: null,
        overridesNewer: false,
        ...effect,
      })),
    };
    const service = this.app.get(EvidenceService);
    return corrects
      ? service.correct(by, corrects.updateId, { ...update, reason: corrects.reason }, null)
      : service.record(by, update, null);
  }

  /** Reads the claim that waits on an item. */
  async read(by: CurrentUser, ref: string, verdict: Verdict, reason: string | null = null): Promise<void> {
    const { progressEffectId } = await this.item(ref);
    await this.app.get(ReadingsService).read(by, progressEffectId!, { verdict, reason });
  }

  async search(by: CurrentUser, items: string[], places: string): Promise<void> {
    const searchedOn = this.clock.now().toISOString().slice(0, 10);
    await this.app
      .get(ChecksService)
      .record(by, { items, searchedOn, places, updateId: null, note: null }, null);
  }

  /** A progress brief on a publication of the last ninety days, or since an earlier one. */
  async brief(
    by: CurrentUser,
    code: string,
    wish: { title: string; commentary: string; since?: number },
  ): Promise<{ id: number; version: number }> {
    const { id: publicationId } = await this.app
      .get(DataSource)
      .manager.findOneByOrFail(Publication, { refPrefix: code });
    const today = await this.app.get(SettingsService).today();
    const { title, commentary, since = null } = wish;
    return this.app.get(BriefsService).create(
      by,
      { publicationId, filter: {} },
      {
        title,
        commentary,
        sinceId: since,
        periodFrom: addDays(today, -90),
        periodTo: today,
        audience: 'internal',
        recipient: null,
        coverText: null,
        sections: [],
        comments: [],
      },
    );
  }

  /** Takes a draft to a second person, who approves it. */
  async issue(by: CurrentUser, approver: CurrentUser, brief: { id: number; version: number }): Promise<void> {
    const issues = this.app.get(BriefIssuesService);
    await issues.submit(by, brief.id, brief.version);
    await issues.decide(approver, brief.id, brief.version + 1, { verdict: 'approved', reason: null });
  }

  async reviseDue(
    by: CurrentUser,
    ref: string,
    wish: { kind: RevisionKind; dueOn: Day; reason: string; sourceUrl?: string },
  ): Promise<void> {
    const { version } = await this.item(ref);
    await this.app
      .get(DueRevisionsService)
      .revise(by, ref, { precision: 'day', sourceUrl: null, ...wish, version });
  }

  async response(
    by: CurrentUser,
    ref: string,
    response: Response,
    reply: string | null = null,
  ): Promise<void> {
    const item = await this.item(ref);
    const { manager } = this.app.get(DataSource);
    const { actorId } = await manager.findOneByOrFail(ItemActor, { itemId: item.id, position: 1 });
    const respondedOn = this.clock.now().toISOString().slice(0, 10);
    await this.app
      .get(ResponsesService)
      .record(by, ref, actorId, { response, respondedOn, reply, sourceUrl: null, version: item.version });
  }

  /** @param doneInDays when it is finished, from the first start; open when not given */
  async followUp(
    by: CurrentUser,
    ref: string,
    step: string,
    dueInDays: number,
    doneInDays?: number,
  ): Promise<void> {
    const followUps = this.app.get(FollowUpsService);
    const { id, version } = await followUps.plan(
      by,
      ref,
      { step, assigneeId: by.id, dueOn: this.clock.day(dueInDays) },
      null,
    );
    if (doneInDays === undefined) return;
    this.on(doneInDays, async () => {
      await followUps.finish(by, id, { doneOn: null, note: null, version });
    });
  }

  private item(ref: string): Promise<Item> {
    return this.app.get(DataSource).manager.findOneByOrFail(Item, { ref });
  }
}

function inWords(mention: ActorMention): string {
  if (typeof mention === 'string') return mention;
  return mention.qualifier ? `${mention.name} (${mention.qualifier})` : mention.name;
}
