import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional, Matches, MaxLength, ValidateBy } from 'class-validator';
import { isCalendarDate } from '../../../shared/calendar-date.js';
import { GAPS, type Gap } from '../gaps.js';
import { ITEM_KINDS, type ItemKind, RESPONSES, type Response, TERMS, type Term } from '../item.entity.js';
import type { ItemFilter } from '../item-filter.js';
import { CLAIMS, type Claim, PROGRESS, type Progress } from '../progress.js';
import { TIMELINESS, type Timeliness } from '../timeliness.js';

export const ITEM_SORTS = [
  'ref',
  'title',
  'due',
  'progress',
  'lastEvidence',
  'lastChecked',
  'days',
  'owner',
] as const;
export type ItemSort = (typeof ITEM_SORTS)[number];
/** `due` ascending, `-due` descending. */
export type ItemOrder = ItemSort | `-${ItemSort}`;
export const ITEM_ORDERS: ItemOrder[] = ITEM_SORTS.flatMap((sort): ItemOrder[] => [sort, `-${sort}`]);

export const PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 200;

const WRONG = { message: 'error.filter.value' };

/** One value; what a form leaves empty counts as not given. */
const one = (api: ApiPropertyOptions, ...checks: PropertyDecorator[]) =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value)),
    ApiPropertyOptional(api),
    IsOptional(),
    ...checks,
  );
const Choice = (values: readonly string[], message = WRONG) =>
  one({ type: String, enum: [...values] }, IsIn(values, message));
const Fitting = (pattern: RegExp, message = WRONG, api: ApiPropertyOptions = { type: Number, minimum: 1 }) =>
  one(api, Matches(pattern, message));
const Id = () => Fitting(/^[1-9]\d{0,8}$/);
const DayOf = () =>
  one(
    { type: String, format: 'date' },
    ValidateBy({
      name: 'day',
      validator: { validate: isCalendarDate, defaultMessage: () => 'error.filter.day' },
    }),
  );
/** Several values, each once: `progress=reversed`, `progress=a&progress=b`, `progress[]=a`. */
export const Choices = (values: readonly string[]) =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => {
      const given = [value].flat().filter((it) => it !== undefined && it !== '');
      return given.length === 0 ? undefined : [...new Set(given)];
    }),
    ApiPropertyOptional({ type: String, enum: [...values], isArray: true }),
    IsOptional(),
    ArrayMaxSize(values.length, WRONG),
    IsIn(values, { ...WRONG, each: true }),
  );

/** Which items, without sort and page: the query of counts, exports and briefs. */
export class ItemFilterDto {
  @Id()
  publication?: string;

  @Choice(ITEM_KINDS)
  kind?: ItemKind;

  @Choices(PROGRESS)
  progress?: Progress[];

  @Choices(RESPONSES)
  response?: Response[];

  @Choices(TIMELINESS)
  timeliness?: Timeliness[];

  /** Whether something is still expected of the actors. */
  @Choice(['yes', 'no'])
  open?: 'yes' | 'no';

  /** `me`, `none` or a person's id. */
  @Fitting(/^(me|none|[1-9]\d{0,8})$/, WRONG, { type: String, example: 'me' })
  owner?: string;

  @Id()
  team?: string;

  /** `none` or an actor's id. */
  @Fitting(/^(none|[1-9]\d{0,8})$/, WRONG, { type: String, example: '7' })
  actor?: string;

  @Choices([...TERMS, 'none'])
  term?: (Term | 'none')[];

  @Choices(CLAIMS)
  claim?: Claim[];

  /** A check is due of us. */
  @Choice(['due'])
  check?: 'due';

  /** A follow-up is due: `due` of anybody, `mine`, or of a person by id. */
  @Fitting(/^(due|mine|[1-9]\d{0,8})$/, WRONG, { type: String, example: 'mine' })
  followUp?: string;

  /** Something is missing behind it. */
  @Choice(GAPS)
  gap?: Gap;

  @DayOf()
  dueFrom?: string;

  @DayOf()
  dueTo?: string;

  @one(
    { type: String, maxLength: 200 },
    MaxLength(200, { message: 'error.text.tooLong' }),
    // PostgreSQL keeps no NUL in a text, so none is found there.
    // eslint-disable-next-line no-control-regex
    Matches(/^[^\u0000]*$/u, { message: 'error.text.unstorable' }),
  )
  q?: string;
}

/** Which items, and in which order: the query of an export. */
export class ItemExportDto extends ItemFilterDto {
  @Choice(ITEM_ORDERS, { message: 'error.filter.sort' })
  sort?: ItemOrder;
}

/** The query of a list of items. */
export class ItemListDto extends ItemExportDto {
  @Fitting(/^[1-9]\d{0,5}$/, { message: 'error.filter.page' })
  page?: string;

  @Fitting(/^([1-9]|[1-9]\d|1\d\d|200)$/, { message: 'error.filter.pageSize' })
  pageSize?: string;
}

/** A valid query as a filter. */
export function filterOf(dto: ItemFilterDto): ItemFilter {
  const { owner, actor, followUp } = dto;
  const filter: ItemFilter = {
    q: dto.q?.trim() || undefined,
    publication: numberOf(dto.publication),
    kind: dto.kind,
    progress: dto.progress,
    claim: dto.claim,
    timeliness: dto.timeliness,
    open: dto.open,
    term: dto.term,
    response: dto.response,
    owner: owner === 'me' || owner === 'none' ? owner : numberOf(owner),
    team: numberOf(dto.team),
    actor: actor === 'none' ? actor : numberOf(actor),
    check: dto.check,
    followUp: followUp === 'due' || followUp === 'mine' ? followUp : numberOf(followUp),
    gap: dto.gap,
    dueFrom: dto.dueFrom,
    dueTo: dto.dueTo,
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

/** What of a valid query is not the filter, with its defaults. */
export const pageOf = ({ sort, page, pageSize }: Pick<ItemListDto, 'sort' | 'page' | 'pageSize'>) => ({
  sort: sort ?? ('ref' as const),
  page: numberOf(page) ?? 1,
  pageSize: numberOf(pageSize) ?? PAGE_SIZE,
});

const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));
