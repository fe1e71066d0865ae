import type { Role } from '../../../../src/shared/permissions.js';
import type { TestApp, TestPerson } from '../../../support/app.js';
import { type ActionWish, makePublication, recordEvidence } from '../../../support/data.js';
import { servicesOf } from '../../track/track-support.js';

export type People = Record<Role, TestPerson>;
export type Made = ReturnType<typeof makerOf>;

/** What the cases arrange their calls with: each time something new, so that no case meets another's. */
export function makerOf(heed: TestApp, people: People) {
  const app = servicesOf(heed);
  const one = async <T>(sql: string, values: unknown[] = []): Promise<T> =>
    (await heed.ownerDataSource.query<T[]>(sql, values))[0];
  let count = 0;
  const next = () => (count += 1);
  const unique = (word: string) => `${word} ${next()}`;

  const makeItem = async (wish: ActionWish = {}) => {
    const { actions, by } = await makePublication(app, { actions: [wish] });
    const item = await one<{ version: number; id: number }>('SELECT id, version FROM item WHERE ref = $1', [
      actions[0].ref,
    ]);
    return { ref: actions[0].ref, by, ...item };
  };

  const update = async () => {
    const { ref, by } = await makeItem();
    const { updateId } = await recordEvidence(app, by, {
      effects: [{ item: ref, progressTo: 'in_progress' }],
    });
    return { ref, updateId };
  };
  return { heed, people, app, one, next, unique, makeItem, update };
}
