import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { type ValidationError, validate } from 'class-validator';
import { DomainError, Refused, RefusedFields } from '../shared/errors.js';
import { inWords } from './message-values.js';
import type { Translate } from './messages/index.js';

/** A form's raw body, as the browser sent it (nested by `qs`), shown again when it is refused. */
export type FormValues = Record<string, unknown>;

/** Messages by field name, in the order of the form: `{ 'effects[1].quote': 'Quote the passage.' }`. */
export type FormErrors = Record<string, string>;

export const VALIDATION = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true } as const;

/**
 * Reads a form into its DTO. `errors` is empty when it is valid. Constraint messages in DTOs are message keys
 * (`{ message: 'error.required' }`) or, failing that, class-validator's own sentence.
 */
export async function readForm<T extends object>(
  Dto: ClassConstructor<T>,
  body: FormValues,
  t: Translate,
): Promise<{ dto: T; errors: FormErrors }> {
  const dto = plainToInstance(Dto, body ?? {}, { enableImplicitConversion: false });
  return { dto, errors: describe(await validate(dto, VALIDATION), t) };
}

/** Field by field, what class-validator found. */
export function describe(found: ValidationError[], t: Translate, prefix = ''): FormErrors {
  const errors: FormErrors = {};
  for (const error of found) {
    const name = prefix
      ? /^\d+$/.test(error.property)
        ? `${prefix}[${error.property}]`
        : `${prefix}.${error.property}`
      : error.property;
    const [constraint] = Object.values(error.constraints ?? {});
    if (constraint) errors[name] = t.dynamic(constraint, { field: name });
    Object.assign(errors, describe(error.children ?? [], t, name));
  }
  return errors;
}

/** A refusal of the domain as form errors; anything else is thrown on. Form-level refusals stand under ''. */
export function refusalsOf(error: unknown, t: Translate): FormErrors {
  if (error instanceof RefusedFields)
    return Object.assign({}, ...error.refusals.map((refusal) => refusalsOf(refusal, t))) as FormErrors;
  if (error instanceof Refused) return { [error.field ?? '']: messageOf(error, t) };
  throw error;
}

export const messageOf = (error: DomainError, t: Translate): string =>
  t.dynamic(`error.${error.code}`, inWords(error.values, t));
