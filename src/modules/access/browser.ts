import type { FastifyRequest } from 'fastify';
import type { Browser } from './sessions.service.js';

/** The address is the connection's own; forwarded ones count only where a proxy is configured. */
export const browserOf = (request: FastifyRequest): Browser => ({
  userAgent: request.headers['user-agent'] ?? '',
  address: request.ip,
});
