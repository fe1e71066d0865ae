import { applyDecorators } from '@nestjs/common';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** A password as typed: spaces at its ends are part of it. How good it must be, password-rules.ts says. */
export const PasswordField = (): PropertyDecorator =>
  applyDecorators(
    IsNotEmpty({ message: 'error.required' }),
    MaxLength(1_000, { message: 'error.text.tooLong' }),
    IsString({ message: 'error.required' }),
  );
