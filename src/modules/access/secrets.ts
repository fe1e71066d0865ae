import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { sha256 } from '../history/index.js';

/** 256 random bits for a cookie, link or API token. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token. It has 256 random bits, so that no slow hash is needed. */
export const hashOf = (token: string): Buffer => sha256(token);

/** The secret behind a visitor's CSRF tokens: nobody can compute it who cannot read the cookie. */
const csrfSecret = (cookie: string): Buffer => createHmac('sha256', cookie).update('heed csrf').digest();

/** A CSRF token. Another each time, so that compression gives nothing away (https://breachattack.com). */
export function csrfTokenFor(cookie: string): string {
  const pad = randomBytes(32);
  return Buffer.concat([pad, xor(pad, csrfSecret(cookie))]).toString('base64url');
}

export function isCsrfToken(given: unknown, cookie: string): boolean {
  if (typeof given !== 'string') return false;
  const bytes = Buffer.from(given, 'base64url');
  return (
    bytes.length === 64 && timingSafeEqual(xor(bytes.subarray(0, 32), bytes.subarray(32)), csrfSecret(cookie))
  );
}

const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, i) => byte ^ b[i]));
