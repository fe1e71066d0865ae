import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { LOCALES, type Locale, directionOf } from './messages/index.js';
import type { RequestState } from './request-state.js';

const nonces = new WeakMap<IncomingMessage, string>();

/** One per response; the CSP header and every <script> name it. */
export function nonceOf(raw: IncomingMessage): string {
  const nonce = nonces.get(raw) ?? randomBytes(16).toString('base64');
  nonces.set(raw, nonce);
  return nonce;
}

/** What can be said of a request without the database: enough for an error page. */
export function baseState(request: FastifyRequest): RequestState {
  const locale = localeOf(request);
  return {
    user: null,
    csrf: '',
    nonce: nonceOf(request.raw),
    locale,
    dir: directionOf(locale),
    url: request.url,
    today: new Date().toISOString().slice(0, 10),
    organisation: { name: 'Heed', timeZone: 'UTC', dueSoonDays: 60 },
    by: 'nobody',
  };
}

const isLocale = (tag: string | undefined): tag is Locale =>
  (LOCALES as readonly string[]).includes(tag ?? '');

/** The cookie, or else the browser's languages; what is only for tests can be had by cookie alone. */
function localeOf({ cookies, headers }: FastifyRequest): Locale {
  const chosen = cookies?.heed_locale ?? cookies?.lang;
  if (isLocale(chosen)) return chosen;
  const wanted = (headers['accept-language'] ?? '')
    .split(',')
    .map((range) => range.split(';')[0].trim().split('-')[0].toLowerCase());
  return wanted.find(isLocale) ?? 'en';
}
