import { DataSource } from 'typeorm';
import { anchorDay, parsePartialDate, windowEnd } from '../../src/shared/calendar-date.js';
import type { CurrentUser, Role } from '../../src/shared/permissions.js';
import { Person, Team } from '../../src/modules/access/index.js';
import { ActionsService } from '../../src/modules/action-matrix/index.js';
import { type Actor, type ActorKind, ActorsService } from '../../src/modules/actors/index.js';
import {
  EvidenceService,
  type NewEffect,
  type NewSource,
  type Recorded,
} from '../../src/modules/evidence/index.js';
import {
  type Classification,
  type NewPublication,
  type Publication,
  PublicationsService,
} from '../../src/modules/publications/index.js';
import { RecommendationsService } from '../../src/modules/recommendations/index.js';
import {
  type Item,
  NO_TIMELINE,
  type NewItemActor,
  type NewTimeline,
  type Term,
  shortTitle,
} from '../../src/modules/tracking/index.js';

/** Whatever has the application's services: a Nest application, or a test application. */
export interface Services {
  get<T>(token: (abstract new (...args: never[]) => T) | (new (...args: never[]) => T)): T;
}

let counter = 0;
/** Different at every call, so that several suites' data in one database do not meet. */
const next = () => ++counter;

export async function makeTeam(app: Services, name = `Team ${next()}`): Promise<Team> {
  const { manager } = app.get(DataSource);
  return manager.save(manager.create(Team, { name }));
}

/** A person who never signed in; to work through the services. */
export async function makePerson(
  app: Services,
  wish: { name?: string; email?: string; role?: Role; teamId?: number | null } = {},
): Promise<CurrentUser> {
  const { manager } = app.get(DataSource);
  const number = next();
  const { name = `Person ${number}`, email = `person${number}@example.org` } = wish;
  const { role = 'contributor', teamId = null } = wish;
  const person = await manager.save(
    manager.create(Person, { name, email, role, teamId, passwordHash: null, createdAt: new Date(0) }),
  );
  return { id: person.id, name, email, role, teamId };
}

/** `'Ministry of Canals'`, or with what else the source says of it. */
export type ActorWish = string | { name: string; qualifier?: string; lead?: boolean; kind?: ActorKind };

export interface ItemWish {
  title?: string;
  ownerId?: number | null;
  /** Stricter than the publication's. */
  classification?: Classification;
  actors?: ActorWish[];
  /** From the publication's date: `{ max: 6 }` is "within six months". Without it, and without `dueOn`: none. */
  window?: { min?: number; max: number; text?: string; term?: Term };
  dueOn?: string;
  startsOn?: string;
  precision?: 'day' | 'month';
  term?: Term;
}

export interface ActionWish extends ItemWish {
  issue?: string;
  pathway?: string;
  implementation?: string;
  extra?: Record<string, string>;
  /** Numbers of the recommendations it carries out: `[1, 3]`. */
  carriesOut?: number[];
}

export interface RecommendationWish extends ItemWish {
  text?: string;
  heading?: string;
  addressee?: string;
}

export interface PublicationWish extends Partial<Omit<NewPublication, 'teamId'>> {
  /** Who enters it: a manager of its team, made when not given. */
  by?: CurrentUser;
  /** Made when not given (or the team of `by`). */
  teamId?: number;
  /** How many, each like the others, or what each is like. */
  actions?: number | ActionWish[];
  recommendations?: number | RecommendationWish[];
}

export interface MadePublication {
  publication: Publication;
  /** In their order: `actions[0].ref` is `….A1`. */
  actions: Item[];
  recommendations: Item[];
  by: CurrentUser;
}

/** A publication with its items, entered through the same services as an import. */
export async function makePublication(app: Services, wish: PublicationWish = {}): Promise<MadePublication> {
  const { by: given, teamId: team, actions = 1, recommendations = 0, ...fields } = wish;
  const teamId = team ?? given?.teamId ?? (await makeTeam(app)).id;
  const by = given ?? (await makePerson(app, { role: 'manager', teamId }));
  return app.get(DataSource).transaction(async (manager) => {
    const number = String(next());
    const publication = await app.get(PublicationsService).enter(manager, by, {
      series: 'Test Paper',
      number,
      refPrefix: null,
      title: `Canals and locks, number ${number}`,
      date: '2025-12',
      publisher: 'Institute of Canals',
      authors: [],
      language: 'en',
      direction: 'ltr',
      classification: 'internal',
      disclaimer: null,
      sections: [],
      notes: [],
      ...fields,
      teamId,
    });
    const made: MadePublication = { publication, actions: [], recommendations: [], by };
    const date = fields.date === undefined ? '2025-12' : fields.date;
    for (const [index, it] of listOf(recommendations).entries()) {
      const text = it.text ?? `Recommendation ${index + 1}: mend the lock gates before the winter.`;
      made.recommendations.push(
        await app.get(RecommendationsService).takeUp(manager, publication, {
          ...common(it, index, date, text),
          actors: await enterActors(app, by, it.actors ?? [], manager),
          text,
          heading: it.heading ?? null,
          addressee: it.addressee ?? null,
          confidence: 1,
        }),
      );
    }
    for (const [index, it] of listOf(actions).entries()) {
      const pathway = it.pathway ?? `Dredge the canal, stretch ${index + 1}.`;
      const wishes = it.actors ?? ['Ministry of Canals'];
      made.actions.push(
        await app.get(ActionsService).takeUp(manager, publication, {
          ...common(it, index, date, pathway),
          actors: await enterActors(app, by, wishes, manager),
          issue: it.issue ?? `The canal has silted up, stretch ${index + 1}.`,
          pathway,
          implementation: it.implementation ?? 'Buy a dredger; train its crew.',
          actorsText: wishes.map((one) => (typeof one === 'string' ? one : one.name)).join('; '),
          extra: it.extra ?? {},
          recommendationIds: (it.carriesOut ?? []).map((n) => made.recommendations[n - 1].id),
        }),
      );
    }
    return made;
  });
}

const listOf = <T extends object>(wish: number | T[]): T[] =>
  typeof wish === 'number' ? Array.from({ length: wish }, () => ({}) as T) : wish;

function common(wish: ItemWish, index: number, date: string | null, text: string) {
  return {
    position: index + 1,
    title: wish.title ?? shortTitle(text),
    at: { line: 10 + index },
    ownerId: wish.ownerId ?? null,
    classification: wish.classification ?? ('public' as const),
    timeline: timelineOf(wish, date),
  };
}

function timelineOf(wish: ItemWish, date: string | null): NewTimeline {
  const { window, dueOn, startsOn, term, precision } = wish;
  if (window && date) {
    const known = parsePartialDate(date)!;
    const { min = 0, max, text = `${min}–${max} months` } = window;
    const [start, end] = [min ? windowEnd(known, min) : anchorDay(known), windowEnd(known, max)];
    return {
      kind: 'from_source',
      text,
      term: window.term ?? 'short',
      minMonths: min,
      maxMonths: max,
      startsOn: start,
      dueOn: end,
      precision: known.precision === 'day' ? 'day' : 'month',
      basis: 'derived',
    };
  }
  if (dueOn || startsOn || term)
    return {
      ...NO_TIMELINE,
      kind: 'from_source',
      text: dueOn ? `by ${dueOn}` : (term ?? null),
      term: term ?? null,
      startsOn: startsOn ?? null,
      dueOn: dueOn ?? null,
      precision: dueOn ? (precision ?? 'day') : null,
      basis: dueOn ? 'stated' : null,
    };
  return NO_TIMELINE;
}

async function enterActors(
  app: Services,
  by: CurrentUser,
  wishes: ActorWish[],
  manager: DataSource['manager'],
): Promise<NewItemActor[]> {
  const service = app.get(ActorsService);
  const found: NewItemActor[] = [];
  for (const wish of wishes.map((one) => (typeof one === 'string' ? { name: one } : one))) {
    const { name, kind = 'other', qualifier = null, lead = false } = wish;
    const actor =
      (await service.byName(manager, name)) ??
      (await service.enter(by, { name, kind, parentId: null, successorId: null }, manager));
    found.push({ actorId: actor.id, verbatim: name, qualifier, lead });
  }
  return found;
}

/** An actor on its own, or the one that goes by this name already. */
export async function makeActor(
  app: Services,
  by: CurrentUser,
  name: string,
  kind: ActorKind = 'other',
): Promise<Actor> {
  const service = app.get(ActorsService);
  return (
    (await service.byName(app.get(DataSource).manager, name)) ??
    service.enter(by, { name, kind, parentId: null, successorId: null })
  );
}

export interface EvidenceWish {
  eventOn?: string;
  text?: string;
  classification?: Classification;
  sources?: Partial<NewSource>[];
  /** Effects by item; the rest as usual: `{ item: 'TP-1.A1', progressTo: 'in_progress' }`. */
  effects: (Partial<NewEffect> & { item: string })[];
}

/** Evidence recorded by `by`, with one source unless told otherwise; `shows` progress unless told otherwise. */
export function recordEvidence(app: Services, by: CurrentUser, wish: EvidenceWish): Promise<Recorded> {
  return app.get(EvidenceService).record(
    by,
    {
      eventOn: wish.eventOn ?? '2026-03-01',
      text: wish.text ?? 'The ministry opened a tender for a dredger.',
      classification: wish.classification ?? 'public',
      sources: (wish.sources ?? [{}]).map((source) => ({
        title: 'Tender notice 4/26',
        publisher: 'Ministry of Canals',
        author: null,
        publishedOn: '2026-03-01',
        url: 'https://canals.example/tenders/4',
        archivedUrl: null,
        kind: 'official_document',
        standing: 'first_hand',
        standingOf: null,
        ...source,
      })),
      effects: wish.effects.map((effect) => ({
        version: null,
        shows: 'progress',
        quote: 'Bids are invited for one dredger.',
        quotePlace: null,
        progressTo: null,
        overridesNewer: false,
        ...effect,
      })),
    },
    null,
  );
}
