import { describe, expect, test } from '@jest/globals';
import { nameKey } from '../actors/index.js';
import { ActorRegistry, type KnownName, mayBeSame } from './actor-registry.js';
import { processorTime } from './reader/processor-time.js';

const known = (id: number, name: string, alias?: string): KnownName[] => [
  { id, name, kind: 'other', key: nameKey(name), isAlias: false },
  ...(alias ? [{ id, name, kind: 'other' as const, key: nameKey(alias), isAlias: true }] : []),
];

const registry = new ActorRegistry([
  ...known(1, 'Ministry of Foreign Affairs', 'MoFA'),
  ...known(2, 'Ministry of Finance'),
  ...known(3, 'Varnholm'),
  ...known(4, 'Canal Safety Board'),
]);
const first = (name: string, abbreviation = '') => registry.matchesFor(name, abbreviation)[0];

describe('what a name may mean', () => {
  test.each([
    ['the Ministry of Foreign Affairs', '', 1, 'name'],
    ['MOFA', '', 1, 'alias'],
    ['Foreign Ministry', 'MoFA', 1, 'abbreviation'],
    ['CSB', '', 4, 'abbreviation'],
    ['Minstry of Foreign Affairs', '', 1, 'likeness'],
    ['Foreign Affairs Ministry', '', 1, 'likeness'],
    ['Varnhlom', '', 3, 'likeness'],
  ])('%s %s is %i by its %s', (name, abbreviation, id, how) =>
    expect(first(name, abbreviation)).toMatchObject({ id, how }),
  );

  test('is said with how alike it is; only what is very much so is doubtful', () => {
    const slip = first('Minstry of Foreign Affairs')!;
    expect(slip.share).toBeGreaterThan(0.85);
    expect(slip.share).toBeLessThan(1);
    expect(mayBeSame(slip)).toBe(true);
    const other = registry.matchesFor('Ministry of Fisheries', '').find(({ id }) => id === 2);
    expect(other && mayBeSame(other)).toBeFalsy();
    expect(registry.matchesFor('Guild of smiths', '')).toEqual([]);
  });

  test('is answered for thousands of names at once', () => {
    const many = new ActorRegistry(
      Array.from({ length: 10_000 }, (_, id) =>
        known(id, `Ministry of Trade and Canals, district ${id}`),
      ).flat(),
    );
    const spent = processorTime();
    for (let n = 0; n < 50; n++) many.matchesFor(`Ministry of Trade and Canal, district ${n}`, '');
    expect(spent()).toBeLessThan(3_000);
  });
});
