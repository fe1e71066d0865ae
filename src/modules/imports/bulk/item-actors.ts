import type { EntityManager } from 'typeorm';
import { type ActorKind, nameKey } from '../../actors/index.js';
import { actorContext, linkActors, splitActors } from '../reader/actors.js';
import type { ActorLine } from './cell-text.js';
import { splitActorLines } from './cell-text.js';
import type { RowValues } from './plan.js';

/** An actor as a row names it; what is known of its kind and its links matters only where it is new. */
export interface NamedActor extends ActorLine {
  kind: ActorKind;
  linkedTo: string | null;
  abbreviation: string | null;
}

/** Reads the actors of rows, as the reader reads those of a brief; the same cell once. */
export class ActorsOfRows {
  private readonly context: ReturnType<typeof actorContext>;
  private readonly read = new Map<string, NamedActor[]>();

  constructor(rows: RowValues[]) {
    this.context = actorContext([...new Set(rows.map((row) => row.get('actors')))].filter(Boolean));
  }

  /** By its lines where the row has them, which are never taken apart, or else by its cell. */
  of(row: RowValues): NamedActor[] {
    const lines = row.get('actorLines');
    const actors = lines
      ? (splitActorLines(lines) ?? []).map((line) => ({ ...line, ...UNKNOWN }))
      : this.fromCell(row.get('actors'));
    const field = lines ? 'actorLines' : 'actors';
    const nameless = actors.find(({ name }) => !nameKey(name));
    if (nameless) row.fail(field, 'actorNameless', { name: nameless.name });
    if (actors.filter(({ lead }) => lead).length > 1) row.fail(field, 'leads');
    return actors;
  }

  private fromCell(cell: string): NamedActor[] {
    const known = this.read.get(cell);
    if (known) return known;
    const { actors } = splitActors(cell, this.context);
    linkActors(actors);
    const named = actors.map(({ name, qualifier, lead, kind, unnamed, linkedTo, abbreviation }) => ({
      name,
      qualifier,
      lead,
      verbatim: name,
      kind: kind ?? (unnamed ? ('group' as const) : ('other' as const)),
      linkedTo,
      abbreviation,
    }));
    this.read.set(cell, named);
    return named;
  }
}

const UNKNOWN = { kind: 'other' as const, linkedTo: null, abbreviation: null };

/** Actors by the folded name or alias that they go by. */
export async function actorsByKey(
  manager: EntityManager,
  keys: Iterable<string>,
): Promise<Map<string, number>> {
  const wanted = [...new Set(keys)].filter(Boolean);
  const rows = await manager.query<{ key: string; id: number }[]>(
    `SELECT alias_key AS key, actor_id AS id FROM actor_alias WHERE alias_key = ANY($1)
     UNION ALL SELECT name_key, id FROM actor WHERE name_key = ANY($1)`,
    [wanted],
  );
  // A name counts before an alias.
  return new Map(rows.map(({ key, id }) => [key, id]));
}
