import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Expose, Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { readDateWords } from '../review-dates.js';

// Unlike src/web/fields.ts, where what is left empty is null: a review is a form that goes back and forth, and what
// is empty in it stays ''.

type Fault = (value: unknown) => string | null;

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

const orEmpty = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : (value ?? '');

const badText =
  (max: number): Fault =>
  (value) => {
    if (typeof value !== 'string') return 'error.text.needed';
    if (value.includes('\u0000') || /\p{Surrogate}/u.test(value)) return 'error.text.unstorable';
    return value.length > max ? 'error.text.tooLong' : null;
  };

/** Text that may be ''. */
export const Words = (max = 200) => field(orEmpty, badText(max), { type: 'string', maxLength: max });

/** Text that must be there and, where told, have a form. */
export const NeededWords = (max: number, form?: { pattern: RegExp; message: string }) =>
  field(
    orEmpty,
    (value) => {
      if (value === '') return 'error.required';
      const bad = badText(max)(value);
      return bad ?? (form && !form.pattern.test(value as string) ? form.message : null);
    },
    { type: 'string', maxLength: max },
  );

/** A date that exists, as people write it (`readDateWords`), turned into `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; or ''. */
export const PartialDay = () =>
  field(
    (value) => {
      const words = orEmpty(value);
      const read = typeof words === 'string' && words ? readDateWords(words) : null;
      return read && 'date' in read ? read.date : words;
    },
    (value) => {
      if (value === '') return null;
      const read = typeof value === 'string' ? readDateWords(value) : { fault: 'error.import.date' };
      return 'fault' in read ? read.fault : null;
    },
    { type: 'string', example: '2025-12', description: 'Also in words: 31 December 2025, December 2025' },
  );

/** One of these; `otherwise` where nothing was sent. */
export const Choice = (values: readonly string[], otherwise?: string) =>
  field(
    (value) => (value === undefined || value === null || value === '' ? (otherwise ?? value) : value),
    (value) => (values.includes(value as string) ? null : 'error.choice'),
    { enum: values.filter(Boolean) },
  );

/** A whole number from 0, or null. */
export const Count = (max: number, message = 'error.number') =>
  field(
    (value) => {
      if (value === undefined || value === '') return null;
      return typeof value === 'string' && /^\s*\d{1,10}\s*$/.test(value) ? Number(value) : value;
    },
    (value) =>
      value === null || (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= max)
        ? null
        : message,
    { type: 'integer', minimum: 0, maximum: max, nullable: true },
  );

/** The id of a row, or null. */
export const Id = () => Count(2_147_483_647, 'error.choice');

/** Who a name is: '', `new`, `none`, or the id of an actor. */
export const Match = () =>
  field(
    orEmpty,
    (value) => (typeof value === 'string' && /^(new|none|\d{1,9})?$/.test(value) ? null : 'error.choice'),
    {
      type: 'string',
      example: '12',
      description:
        'Id of an actor of the registry, which then remembers this name as an alias; `new`; `none`: no actor. Left empty, the name decides.',
    },
  );

/** A check box that is not ticked is not sent at all. */
export const Ticked = () =>
  field(
    (value) => (value === 'true' || value === 'on' ? true : value === 'false' ? false : (value ?? false)),
    (value) => (typeof value === 'boolean' ? null : 'error.choice'),
    { type: 'boolean' },
  );

/** A list of short texts, or text with one a line. */
export const Lines = (max: number) =>
  field(
    (value) => (typeof value === 'string' ? value.split(/\r\n|\r|\n/) : (value ?? [])),
    (value) => {
      if (!Array.isArray(value)) return 'error.list';
      return value.length > max ? 'error.list.tooLong' : (value.map(badText(300)).find((bad) => bad) ?? null);
    },
    { type: 'string', isArray: true, maxItems: max },
  );

/** Indices into another list; one alone is a list of one. */
export const Indices = (max: number) =>
  field(
    (value) =>
      [value ?? []]
        .flat()
        .map((one) => (typeof one === 'string' && /^\d{1,4}$/.test(one) ? Number(one) : one)),
    (value) => {
      const list = value as unknown[];
      return list.length <= max && list.every((one) => Number.isInteger(one) && (one as number) >= 0)
        ? null
        : 'error.choice';
    },
    { type: 'integer', isArray: true, maxItems: max },
  );
