import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import * as fc from 'fast-check';
import { parse } from 'qs';
import { VALIDATION } from '../../web/forms.js';
import { ItemFilterDto, filterOf } from './dto/item-list.dto.js';
import { type ItemFilter, queryOf } from './item-filter.js';
import { GAPS } from './gaps.js';
import { ITEM_KINDS, RESPONSES, TERMS } from './item.entity.js';
import { CLAIMS, PROGRESS } from './progress.js';
import { TIMELINESS } from './timeliness.js';

const id = fc.integer({ min: 1, max: 999_999_999 });
const some = <T>(values: readonly T[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: values.length });
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .map((it) => it.replaceAll('\u0000', '').trim())
  .filter((it) => it !== '' && it.length <= 200);

const filters: fc.Arbitrary<ItemFilter> = fc.record(
  {
    publication: id,
    kind: fc.constantFrom(...ITEM_KINDS),
    progress: some(PROGRESS),
    response: some(RESPONSES),
    timeliness: some(TIMELINESS),
    open: fc.constantFrom('yes', 'no'),
    owner: fc.oneof(fc.constantFrom('me' as const, 'none' as const), id),
    team: id,
    actor: fc.oneof(fc.constant('none' as const), id),
    term: some([...TERMS, 'none'] as const),
    claim: some(CLAIMS),
    check: fc.constant('due'),
    followUp: fc.oneof(fc.constantFrom('due' as const, 'mine' as const), id),
    gap: fc.constantFrom(...GAPS),
    dueFrom: day,
    dueTo: day,
    q: text,
  },
  { requiredKeys: [] },
);

async function read(query: string): Promise<ItemFilter | null> {
  const dto = plainToInstance(ItemFilterDto, parse(query, { arrayLimit: 1_000 }));
  return (await validate(dto, VALIDATION)).length === 0 ? filterOf(dto) : null;
}

describe('the filter of a list', () => {
  it('comes back from the address it was written to', async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        expect(await read(queryOf(filter))).toEqual(filter);
      }),
    );
  });

  it('is written the same way whatever the order it was given in', () => {
    expect(queryOf({ q: 'silt & sand', progress: ['reversed', 'in_progress'], publication: 3 })).toBe(
      'q=silt+%26+sand&publication=3&progress=reversed&progress=in_progress',
    );
    expect(queryOf({ publication: 3, progress: ['reversed', 'in_progress'], q: 'silt & sand' })).toBe(
      'q=silt+%26+sand&publication=3&progress=reversed&progress=in_progress',
    );
    expect(queryOf({})).toBe('');
  });

  it('takes what is empty for not given, and each of several once', async () => {
    expect(await read('q=&kind=&progress=&progress[]=reversed&progress[]=reversed&q=')).toBeNull();
    expect(await read('kind=&progress[]=&progress[]=reversed&progress[]=reversed&q=%20')).toEqual({
      progress: ['reversed'],
    });
  });
});
