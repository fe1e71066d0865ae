import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { parseFields } from '../../web/form-fields.js';
import { type FormValues, VALIDATION } from '../../web/forms.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { ItemFilterDto, ItemListQuery, type ItemRow, REF_PATTERN, filterOf } from '../tracking/index.js';

/** One change of many takes this many at most. */
const MOST = 1_000;

/** The items that were chosen in a list: one by one, or all that its filter asks for. */
@Injectable()
export class SelectionQuery {
  constructor(private readonly items: ItemListQuery) {}

  /** @returns their references, each once, and how many more there were than one change takes */
  async chosen(user: CurrentUser, query: FormValues): Promise<{ refs: string[]; cutOff: number }> {
    const all = typeof query.matching === 'string' ? await this.matching(user, query.matching) : null;
    const refs = all ?? [...new Set([query.items ?? []].flat().filter(isRef))];
    return { refs: refs.slice(0, MOST), cutOff: Math.max(0, refs.length - MOST) };
  }

  rows(user: CurrentUser, refs: string[]): Promise<ItemRow[]> {
    return this.items.byRefs(user, refs);
  }

  /** Null: what was sent is no filter of a list. */
  private async matching(user: CurrentUser, query: string): Promise<string[] | null> {
    const dto = plainToInstance(ItemFilterDto, parseFields(query));
    if ((await validate(dto, VALIDATION)).length > 0) return null;
    return this.items.refs(user, filterOf(dto), 100_000);
  }
}

const isRef = (ref: unknown): ref is string => typeof ref === 'string' && REF_PATTERN.test(ref);
