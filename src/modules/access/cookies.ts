import type { FastifyReply, FastifyRequest } from 'fastify';

/** `__Host-` binds a cookie to this very host over https; on plain loopback http browsers would drop it. */
const name = (base: string, secure: boolean): string => (secure ? `__Host-${base}` : base);

const TOKEN = /^[\w-]{43}$/;

export type CookieKind = 'heed' | 'heed-visitor';

/** `heed` is a session; `heed-visitor` ties forms to a browser before anyone is signed in. */
export function readCookie(request: FastifyRequest, kind: CookieKind, secure: boolean): string | null {
  const value = request.cookies?.[name(kind, secure)];
  return value !== undefined && TOKEN.test(value) ? value : null;
}

export function setCookie(reply: FastifyReply, kind: CookieKind, token: string, secure: boolean): void {
  void reply.setCookie(name(kind, secure), token, { path: '/', httpOnly: true, sameSite: 'lax', secure });
}

export function clearCookie(reply: FastifyReply, kind: CookieKind, secure: boolean): void {
  void reply.clearCookie(name(kind, secure), { path: '/', httpOnly: true, sameSite: 'lax', secure });
}
