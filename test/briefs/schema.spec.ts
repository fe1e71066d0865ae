import { Ajv2020 } from 'ajv/dist/2020.js';
import { briefFactsSchema } from '../../src/modules/briefs/facts.schema.js';
import type { BriefFacts } from '../../src/modules/briefs/facts.js';
import { fixture, manyItems } from './fixture.js';

const validate = new Ajv2020({ allErrors: true }).compile(briefFactsSchema);

/** Every name of a property anywhere in a type. */
type Keys<T> = T extends readonly (infer U)[]
  ? Keys<U>
  : T extends object
    ? { [K in keyof T]: (K extends string ? K : never) | Keys<T[K]> }[keyof T]
    : never;

type Staff =
  | 'owner'
  | 'person'
  | 'people'
  | 'user'
  | 'editor'
  | 'team'
  | 'staff'
  | 'recordedBy'
  | 'confirmedBy'
  | 'reader';

describe('the published schema of BriefFacts', () => {
  it('accepts the facts of a brief, and of one with none and with many items', () => {
    for (const facts of [fixture, manyItems(0), manyItems(300)]) {
      expect(validate(facts)).toBe(true);
    }
  });

  it('requires every key that the fixture has, wherever it stands', () => {
    const missed: string[] = [];
    for (const [where, copy] of withoutEachKey(fixture)) if (validate(copy)) missed.push(where);
    expect(missed).toEqual([]);
  });

  it('has no place for a member of staff, in the type and in the schema', () => {
    const none: [Extract<Keys<BriefFacts>, Staff>] extends [never] ? true : false = true;
    expect(none).toBe(true);
    const [item, ...rest] = fixture.items;
    for (const key of ['owner', 'recordedBy', 'confirmedBy', 'team']) {
      expect(validate({ ...fixture, items: [{ ...item, [key]: 'A. Clerk' }, ...rest] })).toBe(false);
      expect(validate({ ...fixture, [key]: 'A. Clerk' })).toBe(false);
    }
  });
});

function* withoutEachKey(value: unknown, where = ''): Generator<[string, unknown]> {
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    const here = `${where}/${key}`;
    const replaced = (next: unknown) =>
      Array.isArray(value) ? value.with(Number(key), next) : { ...value, [key]: next };
    if (!Array.isArray(value))
      yield [here, Object.fromEntries(Object.entries(value).filter(([k]) => k !== key))];
    for (const [path, copy] of withoutEachKey(inner, here)) yield [path, replaced(copy)];
  }
}
