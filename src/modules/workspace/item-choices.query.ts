import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../../shared/permissions.js';
import type { Option } from '../../web/components/index.js';
import type { ItemChoices } from '../tracking/index.js';
import { ActorsQuery } from './actors.query.js';
import { PublicationsQuery } from './publications.query.js';

/** What the filters of a list offer to one person. */
@Injectable()
export class ItemChoicesQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly publications: PublicationsQuery,
    private readonly actors: ActorsQuery,
  ) {}

  async read(user: CurrentUser): Promise<ItemChoices> {
    const named = (rows: { id: number; name: string }[]): Option[] =>
      rows.map(({ id, name }) => ({ value: String(id), label: name }));
    const publications = await this.publications.names(user);
    const people = await this.dataSource.query<{ id: number; name: string }[]>(
      `SELECT id, name FROM person WHERE role <> 'viewer' AND (active OR id IN (SELECT owner_id FROM item))
        ORDER BY lower(name), id LIMIT 1000`,
    );
    const teams = await this.dataSource.query<{ id: number; name: string }[]>(
      'SELECT id, name FROM team ORDER BY lower(name), id LIMIT 1000',
    );
    return {
      publications: publications.map(({ id, title, refPrefix }) => ({
        value: String(id),
        label: `${refPrefix} ${title}`,
      })),
      actors: named(await this.actors.names(user)),
      people: named(people),
      teams: named(teams),
    };
  }
}
