import { type ExecutionContext, Injectable, type PipeTransform, createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { NotFound, Refused } from '../shared/errors.js';

const headersOf = (context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().headers;

/** `Idempotency-Key`, chosen by the client; null where it has none. */
export const IdempotencyKeyHeader = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | null => {
    const given = headersOf(context)['idempotency-key'];
    if (given === undefined) return null;
    const key = [given].flat().join(',').trim();
    if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new Refused('idempotency.key', {}, 'Idempotency-Key');
    return key;
  },
);

/** A row's number from an address; what can be none is not found. */
@Injectable()
export class IdPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    const id = /^[1-9]\d{0,9}$/.test(value) ? Number(value) : 0;
    if (id < 1 || id > 2_147_483_647) throw new NotFound();
    return id;
  }
}
