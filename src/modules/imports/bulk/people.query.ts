import type { EntityManager } from 'typeorm';
import type { CurrentUser } from '../../../shared/permissions.js';
import { may } from '../../../shared/permissions.js';
import { Person } from '../../access/index.js';

/** Who may be named as an owner: by address, or by a name that only one of them has. */
export class StaffByName {
  private constructor(
    private readonly byEmail: ReadonlyMap<string, CurrentUser>,
    private readonly byName: ReadonlyMap<string, CurrentUser | null>,
  ) {}

  static async load(manager: EntityManager): Promise<StaffByName> {
    const people = (await manager.findBy(Person, { active: true })).filter((person) => may(person, 'record'));
    const staff = people.map(({ id, name, email, role, teamId }) => ({ id, name, email, role, teamId }));
    const byName = new Map<string, CurrentUser | null>();
    for (const person of staff) byName.set(fold(person.name), byName.has(fold(person.name)) ? null : person);
    return new StaffByName(new Map(staff.map((person) => [fold(person.email), person])), byName);
  }

  /** Code of what is wrong, where nobody or more than one is meant. */
  find(text: string): CurrentUser | 'noSuchPerson' | 'severalPeople' {
    const found = this.byEmail.get(fold(text)) ?? this.byName.get(fold(text));
    return found ?? (found === null ? 'severalPeople' : 'noSuchPerson');
  }
}

const fold = (text: string) => text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');

/** Says in a cell that nobody follows the item any more; a blank cell leaves it as it is. */
export const isNobody = (text: string): boolean => /^(?:nobody|none|no one|[-–—])$/i.test(text.trim());
