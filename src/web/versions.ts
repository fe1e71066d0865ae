import { type ExecutionContext, HttpException, createParamDecorator } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The API's name for a row's version: `ETag: "3"`. */
export const sendVersion = (reply: FastifyReply, version: number): void => {
  void reply.header('etag', `"${version}"`);
};

/**
 * The version that the caller has read, from `If-Match: "3"`: a command passes it on and throws StaleVersion (412)
 * where the row has another by now. Without the header: 428.
 */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined || header === '*') throw new HttpException('If-Match is needed', 428);
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version === undefined) throw new HttpException('If-Match names no version of this', 412);
  return Number(version);
});
