import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsNotEmpty, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';

interface TextRules {
  /** In UTF-16 units; 200 unless told. */
  max?: number;
  /** May be left empty: then it is ''. */
  optional?: boolean;
  /** False keeps spaces at the ends, as in passwords. */
  trim?: boolean;
}

/** A field of text in a DTO: a string, not too long, without characters that PostgreSQL cannot keep. */
export const Text = ({ max = 200, optional = false, trim = true }: TextRules = {}): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => tidy(value, trim, optional)),
    // class-validator reports the constraint that was declared last first.
    ...(optional ? [] : [IsNotEmpty({ message: 'error.required' })]),
    MaxLength(max, { message: 'error.text.tooLong' }),
    // eslint-disable-next-line no-control-regex
    Matches(/^[^\u0000]*$/u, { message: 'error.text.unstorable' }),
    IsString({ message: 'error.required' }),
    ...(optional ? [ValidateIf((_: unknown, value: unknown) => value !== undefined)] : []),
  );

function tidy(value: unknown, trim: boolean, optional: boolean): unknown {
  if (value === undefined && optional) return '';
  return typeof value === 'string' && trim ? value.trim() : value;
}
