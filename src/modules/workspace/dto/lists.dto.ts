import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ACTOR_KINDS, type ActorKind } from '../../actors/index.js';
import { Choices, ITEM_COLUMNS, type ItemColumn, ItemFilterDto, ItemListDto } from '../../tracking/index.js';
import { ACTOR_ORDERS, type ActorOrder } from '../actors.query.js';
import { OVERDUE_GROUPINGS, type OverdueGrouping } from '../overdue-groups.js';

/** One value; what a form leaves empty counts as not given. */
const Given = (api: ApiPropertyOptions, ...checks: PropertyDecorator[]) =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value)),
    ApiPropertyOptional(api),
    IsOptional(),
    ...checks,
  );
const Choice = (values: readonly string[]) =>
  Given({ type: String, enum: [...values] }, IsIn(values, { message: 'error.filter.value' }));

export class PagedDto {
  @Given({ type: Number, minimum: 1 }, Matches(/^[1-9]\d{0,5}$/, { message: 'error.filter.page' }))
  page?: string;

  @Given(
    { type: Number, minimum: 1, maximum: 200 },
    Matches(/^([1-9]|[1-9]\d|1\d\d|200)$/, { message: 'error.filter.pageSize' }),
  )
  pageSize?: string;
}

export class ActorListDto extends PagedDto {
  @Given(
    { type: String, maxLength: 200 },
    MaxLength(200, { message: 'error.text.tooLong' }),
    // eslint-disable-next-line no-control-regex
    Matches(/^[^\u0000]*$/u, { message: 'error.text.unstorable' }),
  )
  q?: string;

  @Choice(ACTOR_KINDS)
  kind?: ActorKind;

  @Choice(ACTOR_ORDERS)
  sort?: ActorOrder;
}

/** The saved view that the list was opened by. */
const View = () => Given({ type: Number }, Matches(/^[1-9]\d{0,8}$/, { message: 'error.filter.value' }));

export class ItemsPageDto extends ItemListDto {
  /** Which columns beside reference and title; all where not given. */
  @Choices(ITEM_COLUMNS)
  columns?: ItemColumn[];

  @View()
  view?: string;
}

export const OVERLOOK_GROUPINGS = ['publication', 'owner', 'team', 'actor', 'none'] as const;
export type OverlookGrouping = (typeof OVERLOOK_GROUPINGS)[number];

export class OverlookDto extends ItemFilterDto {
  @Choice(OVERLOOK_GROUPINGS)
  group?: OverlookGrouping;
}

export class OverdueDto extends PagedDto {
  @View()
  view?: string;

  /** The actors' lateness, or our own. */
  @Choice(['theirs', 'ours'])
  tab?: 'theirs' | 'ours';

  @Choice(['none', ...OVERDUE_GROUPINGS])
  group?: 'none' | OverdueGrouping;
}
