import { HttpException } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import {
  Conflict,
  DomainError,
  NotFound,
  Refused,
  RefusedFields,
  StaleVersion,
  Unreadable,
} from '../shared/errors.js';
import { describe, messageOf } from './forms.js';
import { inWords } from './message-values.js';
import type { Translate } from './messages/index.js';
import {
  ForgedRequest,
  InvalidInput,
  NotAllowed,
  SignInNeeded,
  TooLarge,
  TooManyAttempts,
} from './refusals.js';

/** What a request that failed is answered, before it is known whether a page or the API asked. */
export interface Answer {
  status: number;
  /** Message key without its `error.` prefix. */
  code: string;
  values?: Record<string, string | number>;
  errors?: Array<{ field: string; message: string }>;
  retryAfterSeconds?: number;
  /** Where the thing stands that is in the way. */
  link?: string;
  /** The row's version now, where the one sent is out of date. */
  currentVersion?: number;
}

export function answerTo(error: unknown, t: Translate): Answer {
  if (error instanceof DomainError) return domainAnswer(error, t);
  if (error instanceof InvalidInput) {
    const errors = Object.entries(describe(error.found, t)).map(([field, message]) => ({ field, message }));
    return { status: 422, code: 'form.invalid', values: { count: errors.length }, errors };
  }
  if (error instanceof SignInNeeded) return { status: 401, code: 'signInNeeded' };
  if (error instanceof NotAllowed) return { status: 403, code: 'notAllowed' };
  if (error instanceof ForgedRequest) return { status: 403, code: `forged.${error.why}` };
  if (error instanceof TooLarge) return { status: 413, code: 'tooLarge' };
  if (error instanceof TooManyAttempts) {
    const { retryAfterSeconds } = error;
    return {
      status: 429,
      code: 'tooManyAttempts',
      values: { minutes: Math.ceil(retryAfterSeconds / 60) },
      retryAfterSeconds,
    };
  }
  if (error instanceof HttpException) return httpAnswer(error.getStatus());
  return databaseAnswer(error) ?? { status: 500, code: 'internal' };
}

function domainAnswer(error: DomainError, t: Translate): Answer {
  const { code } = error;
  const values = inWords(error.values, t);
  if (error instanceof NotFound) return { status: 404, code, values };
  if (error instanceof StaleVersion)
    return { status: 412, code, values, currentVersion: error.current.version };
  if (error instanceof Conflict)
    return { status: 409, code, values, errors: blame([error], t), link: error.link };
  if (error instanceof RefusedFields) return { status: 422, code, values, errors: blame(error.refusals, t) };
  if (error instanceof Refused || error instanceof Unreadable)
    return { status: 422, code, values, errors: blame([error], t) };
  return { status: 500, code: 'internal' };
}

const blame = (errors: DomainError[], t: Translate) => {
  const blamed = errors
    .filter((error) => error.field !== undefined)
    .map((error) => ({ field: error.field!, message: messageOf(error, t) }));
  return blamed.length > 0 ? blamed : undefined;
};

function httpAnswer(status: number): Answer {
  const codes: Record<number, string> = {
    400: 'malformed',
    401: 'signInNeeded',
    403: 'notAllowed',
    404: 'notFound',
    405: 'notFound',
    412: 'stale',
    413: 'tooLarge',
    415: 'mediaType',
    422: 'malformed',
    428: 'versionNeeded',
  };
  return { status, code: codes[status] ?? (status < 500 ? 'malformed' : 'internal') };
}

/**
 * PostgreSQL's and the driver's errors that are no fault of ours.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
function databaseAnswer(error: unknown): Answer | null {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (!(cause instanceof Error)) return null;
  const code = 'code' in cause ? String(cause.code) : '';
  if (AWAY.test(code) || AWAY_MESSAGE.test(cause.message))
    return { status: 503, code: 'databaseAway', retryAfterSeconds: 5 };
  if (!(error instanceof QueryFailedError)) return null;
  // Characters no text column keeps (NUL, half a surrogate pair); numbers and dates out of range.
  if (/^(22021|22P05)$/.test(code)) return { status: 422, code: 'text.unstorable' };
  if (/^(22003|22007|22008|22P02)$/.test(code)) return { status: 422, code: 'malformed' };
  if (code === '23505') return { status: 409, code: 'exists' };
  if (code === '23503') return { status: 422, code: 'reference' };
  return null;
}

/** Connection lost or refused, server starting or stopping, too many connections, deadlock or serialization, time out. */
const AWAY =
  /^(08...|3D000|57P0[1-4]|53...|40001|40P01|57014|55P03|ECONN\w+|EPIPE|ETIMEDOUT|ENOENT|EHOSTUNREACH|ENOTFOUND)$/;
const AWAY_MESSAGE =
  /timeout exceeded when trying to connect|Connection terminated|connection timeout|Driver not Connected/i;
