import type { FastifyReply } from 'fastify';

/** After a form: look at this page (303). Controllers return its result, like that of renderPage. */
export function seeOther(reply: FastifyReply, path: string): string {
  void reply.status(303).header('location', path);
  return '';
}

/** A path on this server, or `otherwise`: `//evil.example` and `/\evil.example` lead away. */
export const ownPath = (path: unknown, otherwise = '/'): string =>
  typeof path === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) ? path : otherwise;
