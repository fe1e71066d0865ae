import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, Matches } from 'class-validator';
import { OptionalText } from '../../../web/fields.js';

/** A longer query than any that makes sense: the search itself says how long one may be. */
const LONGEST = 20_000;

const Count = (pattern: RegExp, minimum: number, maximum: number) =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value)),
    ApiPropertyOptional({ type: 'integer', minimum, maximum }),
    IsOptional(),
    Matches(pattern, { message: 'error.filter.value' }),
  );

/** What is looked for; `page` counts where one kind is searched (`type:evidence`). */
export class SearchDto {
  @OptionalText(LONGEST)
  q: string | null;

  @Count(/^[1-9]\d{0,3}$/, 1, 9999)
  page?: string;
}

export class SearchApiDto extends SearchDto {
  @Count(/^([1-9]\d?|100)$/, 1, 100)
  pageSize?: string;
}
