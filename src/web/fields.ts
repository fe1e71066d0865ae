import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Expose, Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateBy, ValidateNested } from 'class-validator';
import { isCalendarDate, parsePartialDate } from '../shared/calendar-date.js';

/** Message key of what is wrong with a value, or null. */
type Fault = (value: unknown) => string | null;

/** Longest free text we take, in UTF-16 units; longest title, name or place. */
export const LONG_TEXT = 20_000;
export const SHORT_TEXT = 1_000;

/** One check and one tidying per field, so that there is one message and every field of a DTO is set. */
function field(tidy: (value: unknown) => unknown, fault: Fault, api: ApiPropertyOptions): PropertyDecorator {
  return applyDecorators(
    Expose(),
    Transform(({ value }: { value: unknown }) => tidy(value)),
    ValidateBy({
      name: 'field',
      validator: {
        validate: (value: unknown) => fault(value) === null,
        defaultMessage: (args) => fault(args?.value) ?? '',
      },
    }),
    ApiProperty(api),
  );
}

const trim = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);
/** What is missing or empty is null: a browser sends '' for a field left alone. */
const orNull = (value: unknown): unknown => {
  const trimmed = trim(value);
  return trimmed === undefined || trimmed === '' ? null : trimmed;
};
const ifGiven =
  (fault: Fault): Fault =>
  (value) =>
    value === null ? null : fault(value);
const required =
  (fault: Fault): Fault =>
  (value) =>
    value === null ? 'error.required' : fault(value);

const badText =
  (max: number): Fault =>
  (value) => {
    if (typeof value !== 'string') return 'error.text.needed';
    if (value.includes('\u0000') || /\p{Surrogate}/u.test(value)) return 'error.text.unstorable';
    return value.length > max ? 'error.text.tooLong' : null;
  };

/** Text that must be there, without spaces at its ends. */
export const RequiredText = (max = SHORT_TEXT) =>
  field(orNull, required(badText(max)), { type: 'string', maxLength: max });

/** Text, or null where it was left empty. */
export const OptionalText = (max = SHORT_TEXT) =>
  field(orNull, ifGiven(badText(max)), { type: 'string', maxLength: max, nullable: true, required: false });

const badDay: Fault = (value) => (isCalendarDate(value) ? null : 'error.day.notADay');
const day = { type: 'string', format: 'date', example: '2026-06-30' } as const;

/** A calendar day that exists: `2026-06-30`. */
export const IsDay = () => field(orNull, required(badDay), day);
export const IsOptionalDay = () =>
  field(orNull, ifGiven(badDay), { ...day, nullable: true, required: false });

/** A date as far as it is known: `2026-06-30`, `2026-06` or `2026`. */
export const IsPartialDay = () =>
  field(
    orNull,
    required((value) =>
      typeof value === 'string' && parsePartialDate(value) ? null : 'error.day.notAPartialDay',
    ),
    { type: 'string', example: '2026-06' },
  );

const badAddress: Fault = (value) => {
  const bad = badText(2_000)(value);
  if (bad) return bad;
  const url = URL.parse(value as string);
  return url && /^https?:$/.test(url.protocol) && url.hostname && !/\s/.test(value as string)
    ? null
    : 'error.url';
};

/** A web address, http or https, or null. */
export const OptionalWebAddress = () =>
  field(orNull, ifGiven(badAddress), { type: 'string', format: 'uri', nullable: true, required: false });

const badChoice =
  (values: readonly string[]): Fault =>
  (value) =>
    values.includes(value as string) ? null : 'error.choice';

/** One of these values; `fallback` where none was given. */
export const OneOf = (values: readonly string[], fallback?: string) =>
  field((value) => orNull(value) ?? fallback ?? null, required(badChoice(values)), {
    enum: [...values],
    required: fallback === undefined,
    ...(fallback !== undefined && { default: fallback }),
  });

export const OptionalOneOf = (values: readonly string[]) =>
  field(orNull, ifGiven(badChoice(values)), { enum: [...values], nullable: true, required: false });

const MAX_INT = 2_147_483_647;
const toNumber = (value: unknown): unknown => {
  const given = orNull(value);
  return typeof given === 'string' && /^\d{1,10}$/.test(given) ? Number(given) : given;
};
const badNumber: Fault = (value) =>
  Number.isInteger(value) && (value as number) > 0 && (value as number) <= MAX_INT ? null : 'error.number';
const number = { type: 'integer', minimum: 1, maximum: MAX_INT } as const;

/** An id or a version: a whole number from 1. */
export const WholeNumber = () => field(toNumber, required(badNumber), number);
export const OptionalWholeNumber = () =>
  field(toNumber, ifGiven(badNumber), { ...number, nullable: true, required: false });

/** Yes or no; a check box that is not ticked is not sent at all. */
export const Flag = () =>
  field(
    (value) => {
      const given = orNull(value) ?? false;
      return given === 'true' || given === 'on' ? true : given === 'false' ? false : given;
    },
    (value) => (typeof value === 'boolean' ? null : 'error.choice'),
    { type: 'boolean', required: false, default: false },
  );

/** A list of things with fields of their own; missing is empty. */
export const ListOf = <T extends object>(one: () => new () => T, max: number) =>
  applyDecorators(
    Expose(),
    Type(one),
    Transform(({ value }: { value: unknown }) => value ?? []),
    ValidateNested({ each: true, message: 'error.list' }),
    ArrayMaxSize(max, { message: 'error.list.tooLong' }),
    IsArray({ message: 'error.list' }),
    ApiProperty({ type: one, isArray: true, maxItems: max, required: false }),
  );

/** A list of short texts; a single one is a list of one. */
export const TextList = (max: number) =>
  field(
    (value) => [value ?? []].flat().map(trim),
    (value) => {
      const list = value as unknown[];
      if (list.length > max) return 'error.list.tooLong';
      return list.map(badText(SHORT_TEXT)).find((bad) => bad !== null) ?? null;
    },
    { type: 'string', isArray: true, maxItems: max },
  );
