import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CurrentUser } from '../../../shared/permissions.js';
import { translator } from '../../../web/messages/index.js';
import { dayText } from '../../../web/components/index.js';
import { ActorsService } from '../../actors/index.js';
import type { Publication } from '../../publications/index.js';
import { Action } from '../../action-matrix/index.js';
import { Recommendation, RecommendationsService } from '../../recommendations/index.js';
import {
  EarlierWording,
  Item,
  ItemActor,
  type ItemChanges,
  type NewTimeline,
  changeItem,
} from '../../tracking/index.js';
import { ImportActors } from '../import-actors.js';
import type { Reading } from '../reader/reading.js';
import type { Review } from '../review.js';
import { ReviewedRowsService } from '../reviewed-rows.service.js';
import { type ItemChange, changeOf } from './accepted-changes.js';
import type { Comparison } from './compared.js';
import { moveByEffect } from './due-corrections.js';
import { moves } from './due-effects.js';
import { dateThen, dueEffectsThen } from './due-preview.js';
import { EXTRA, rowsOf } from './read-rows.js';
import { type NewRow, indexOf, positionsThen } from './taken-over.js';
import type { Tracked } from './tracked.query.js';

export interface TakenItem {
  id: number;
  ref: string;
  did: string[];
  dueFrom: string | null;
  dueTo: string | null;
}

interface TakenOver {
  publication: Publication;
  tracked: Tracked;
  reading: Reading;
  /** With the date that holds from now on. */
  review: Review;
  comparison: Comparison;
  newRows: Map<string, NewRow>;
  documentId: number;
  now: Date;
}

/** Takes the accepted differences of a comparison over into the items, in the transaction that commits it. */
@Injectable()
export class TakeOverService {
  constructor(
    private readonly rowsOfReview: ReviewedRowsService,
    private readonly recommendations: RecommendationsService,
    private readonly actors: ActorsService,
  ) {}

  /** @returns the items that were changed or made; history is the caller's */
  async rows(manager: EntityManager, user: CurrentUser, given: TakenOver): Promise<TakenItem[]> {
    const { tracked, comparison, newRows, review, reading } = given;
    const positions = positionsThen(tracked, comparison, newRows);
    const made = await this.takeUp(manager, user, given, positions);
    const idOf = new Map([
      ...tracked.items.map(({ ref, id }) => [ref, id] as const),
      ...made.map(({ ref, id }) => [ref, id] as const),
    ]);
    const changes = this.changes(given);
    const read = new Map(rowsOf(review, reading).map((row) => [row.key, row]));
    const effects = new Map(
      dueEffectsThen(tracked, comparison.facts, comparison.rows, read).map((effect) => [effect.ref, effect]),
    );
    const named = [...changes.values()].flatMap((change) => change.named);
    const actors = new ImportActors(this.actors, manager, user, named);
    const taken: TakenItem[] = [];
    for (const item of tracked.items) {
      const change = changes.get(item.ref) ?? changeOf(item, null, { differences: [] }, null);
      const effect = effects.get(item.ref);
      const isDueMoved = effect !== undefined && moves(effect);
      const position = positions.get(item.ref) ?? item.position;
      if (position !== item.position) change.changes.position = position;
      if (change.did.length === 0 && !isDueMoved && position === item.position) continue;
      await this.rewrite(manager, user, change, given);
      await this.nameActors(manager, change, actors, given.documentId);
      await this.link(manager, change, idOf, newRows);
      const row = await manager.findOneByOrFail(Item, { id: item.id });
      const also = { ...change.changes, ...marks(change, given.documentId) };
      if (isDueMoved)
        await moveByEffect(manager, user, row, effect, reasonOf(given, effect.cause), given.now, also);
      else await changeItem(manager, row, also, given.now);
      taken.push({
        id: item.id,
        ref: item.ref,
        did: [
          ...new Set([
            ...change.did,
            ...(isDueMoved ? ['due'] : []),
            ...(change.did.length === 0 && position !== item.position ? ['shifted'] : []),
          ]),
        ],
        dueFrom: isDueMoved ? effect.dueNow : null,
        dueTo: isDueMoved ? effect.dueThen : null,
      });
    }
    return [...taken, ...made.map(({ id, ref }) => ({ id, ref, did: ['new'], dueFrom: null, dueTo: null }))];
  }

  private takeUp(
    manager: EntityManager,
    user: CurrentUser,
    { publication, tracked, reading, review, comparison, newRows }: TakenOver,
    positions: Map<string, number>,
  ): Promise<Item[]> {
    const ids = new Map(tracked.items.map(({ ref, id }) => [ref, id]));
    return this.rowsOfReview.takeUp(manager, user, publication, reading, review, {
      places: new Map(
        [...newRows].map(([row, { number, ref }]) => [row, { number, position: positions.get(ref)! }]),
      ),
      known: new Map(
        comparison.rows.flatMap(({ kind, row, ref }) =>
          kind === 'recommendation' && row && ref ? [[indexOf(row), ids.get(ref)!] as const] : [],
        ),
      ),
    });
  }

  private changes({ tracked, comparison, review, reading }: TakenOver): Map<string, ItemChange> {
    const items = new Map(tracked.items.map((item) => [item.ref, item]));
    const rows = new Map(rowsOf(review, reading).map((row) => [row.key, row]));
    const date = dateThen(tracked, comparison.facts);
    return new Map(
      comparison.rows.flatMap((one) => {
        if (!one.ref) return [];
        const row = one.row ? rows.get(one.row)! : null;
        const timeline: NewTimeline | null = row?.timelineFrom(date) ?? null;
        return [[one.ref, changeOf(items.get(one.ref)!, row, one, timeline)] as const];
      }),
    );
  }

  /** The earlier words first: the database takes no others without them. */
  private async rewrite(
    manager: EntityManager,
    user: CurrentUser,
    { item, earlier, words }: ItemChange,
    { documentId, now }: TakenOver,
  ): Promise<void> {
    if (Object.keys(earlier).length === 0) return;
    await manager
      .createQueryBuilder()
      .insert()
      .into(EarlierWording, ['itemId', 'documentId', 'words', 'replacedBy', 'replacedAt'])
      .values({ itemId: item.id, documentId, words: earlier, replacedBy: user.id, replacedAt: now })
      .execute();
    if (Object.keys(words).length === 0) return;
    if (item.kind === 'recommendation')
      await manager.update(Recommendation, { itemId: item.id }, nulled(words, ['heading', 'addressee']));
    else {
      const { extra } = await manager.findOneByOrFail(Action, { itemId: item.id });
      const columns = Object.entries(words).filter(([name]) => name.startsWith(EXTRA));
      const cells = Object.fromEntries(Object.entries(words).filter(([name]) => !name.startsWith(EXTRA)));
      const further = columns.map(([name, text]) => [name.slice(EXTRA.length), text] as const);
      const then = Object.fromEntries(
        [...Object.entries(extra), ...further].filter(([name]) =>
          further.every(([other, text]) => other !== name || text),
        ),
      );
      await manager.update(
        Action,
        { itemId: item.id },
        { ...cells, extra: { ...then, ...Object.fromEntries(further.filter(([, text]) => text)) } },
      );
    }
  }

  private async nameActors(
    manager: EntityManager,
    { item, named, noLongerNamed, renamed }: ItemChange,
    actors: ImportActors,
    documentId: number,
  ): Promise<void> {
    for (const actorId of noLongerNamed)
      await manager.update(ItemActor, { itemId: item.id, actorId }, { goneDocumentId: documentId });
    const leads = [...named, ...renamed.map(({ mention }) => mention)].some(({ lead }) => lead);
    if (leads) await manager.update(ItemActor, { itemId: item.id, lead: true }, { lead: false });
    for (const { actorId, mention } of renamed) {
      const { lead, qualifier } = mention;
      await manager.update(ItemActor, { itemId: item.id, actorId }, { lead, qualifier: qualifier || null });
    }
    let position = (await manager.maximum(ItemActor, 'position', { itemId: item.id })) ?? 0;
    for (const mention of named) {
      const { lead, qualifier, verbatim, name } = mention;
      const actorId = await actors.idOf(mention);
      const there = await manager.findOneBy(ItemActor, { itemId: item.id, actorId });
      if (there)
        await manager.update(
          ItemActor,
          { id: there.id },
          { goneDocumentId: null, lead, qualifier: qualifier || null },
        );
      else
        await manager.insert(ItemActor, {
          itemId: item.id,
          actorId,
          position: ++position,
          verbatim: verbatim || name,
          qualifier: qualifier || null,
          lead,
        });
    }
  }

  private async link(
    manager: EntityManager,
    { item, carriesOut }: ItemChange,
    idOf: Map<string, number>,
    newRows: Map<string, NewRow>,
  ): Promise<void> {
    const ids = carriesOut.flatMap((key) => idOf.get(newRows.get(key)?.ref ?? key) ?? []);
    await this.recommendations.link(manager, item.id, ids);
  }
}

const marks = ({ isGone, isBack }: ItemChange, documentId: number): ItemChanges =>
  isGone ? { goneDocumentId: documentId } : isBack ? { goneDocumentId: null } : {};

const nulled = (words: Record<string, string>, names: string[]) =>
  Object.fromEntries(
    Object.entries(words).map(([name, text]) => [name, names.includes(name) ? text || null : text]),
  );

/** Stored with the revision, in the language of the records. */
function reasonOf({ tracked, comparison, reading }: TakenOver, cause: 'anchor' | 'reading'): string {
  const t = translator('en');
  if (cause === 'reading') return t('again.due.reading', { format: reading.format });
  const from = tracked.publication.date;
  const to = dateThen(tracked, comparison.facts);
  return t('again.due.anchor', { from: from ? dayText(from, t) : 'none', to: to ? dayText(to, t) : 'none' });
}
