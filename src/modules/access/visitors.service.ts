import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.token.js';
import { baseState } from '../../web/base-state.js';
import type { RequestState } from '../../web/request-state.js';
import { SettingsService } from '../settings/index.js';
import { ApiTokensService } from './api-tokens.service.js';
import { clearCookie, readCookie, setCookie } from './cookies.js';
import { csrfTokenFor, isCsrfToken, newToken } from './secrets.js';
import { SessionsService } from './sessions.service.js';
import { ThrottleService } from './throttle.service.js';

/** Finds out who sends a request, once, before its body is read. */
@Injectable()
export class VisitorsService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly tokens: ApiTokensService,
    private readonly throttle: ThrottleService,
    private readonly settings: SettingsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async stateOf(request: FastifyRequest): Promise<RequestState> {
    const organisation = await this.settings.organisation();
    const state: RequestState = {
      ...baseState(request),
      today: await this.settings.today(),
      organisation: {
        name: organisation.name,
        timeZone: organisation.timeZone,
        dueSoonDays: organisation.dueSoonDays,
      },
    };
    const bearer = bearerOf(request);
    return bearer === null ? this.byCookie(request, state) : this.byToken(request, state, bearer);
  }

  /** Signs a browser in: its new session replaces whatever it had. */
  welcome(reply: FastifyReply, token: string): void {
    setCookie(reply, 'heed', token, this.config.secureCookies);
    clearCookie(reply, 'heed-visitor', this.config.secureCookies);
  }

  farewell(reply: FastifyReply): void {
    clearCookie(reply, 'heed', this.config.secureCookies);
  }

  /** Ties the forms of a public page to this browser, which has no session yet. */
  remember(request: FastifyRequest, reply: FastifyReply): void {
    if (request.heed.by !== 'nobody' || readCookie(request, 'heed-visitor', this.config.secureCookies))
      return;
    const cookie = newToken();
    setCookie(reply, 'heed-visitor', cookie, this.config.secureCookies);
    request.heed.csrf = csrfTokenFor(cookie);
  }

  /** The token of the session that a request came with. */
  sessionToken(request: FastifyRequest): string | null {
    return readCookie(request, 'heed', this.config.secureCookies);
  }

  /** Whether a form or script of ours made this request. */
  holdsCsrfToken(request: FastifyRequest, given: unknown): boolean {
    const kind = request.heed.by === 'session' ? 'heed' : 'heed-visitor';
    const cookie = readCookie(request, kind, this.config.secureCookies);
    return cookie !== null && isCsrfToken(given, cookie);
  }

  private async byCookie(request: FastifyRequest, state: RequestState): Promise<RequestState> {
    const session = this.sessionToken(request);
    const user = session && (await this.sessions.userOf(session));
    if (user) return { ...state, user, by: 'session', csrf: csrfTokenFor(session) };
    const visitor = readCookie(request, 'heed-visitor', this.config.secureCookies);
    return { ...state, csrf: visitor ? csrfTokenFor(visitor) : '' };
  }

  private async byToken(request: FastifyRequest, state: RequestState, bearer: string): Promise<RequestState> {
    const user = await this.tokens.userOf(bearer);
    if (!user) await this.throttle.attempt(null, request.ip);
    return user ? { ...state, user, by: 'token' } : state;
  }
}

/** Tokens are for the API alone. Whoever sends one is not looked up by cookie as well. */
function bearerOf({ url, headers }: FastifyRequest): string | null {
  if (!url.startsWith('/api/') || headers.authorization === undefined) return null;
  return /^Bearer +(\S+)$/i.exec(headers.authorization)?.[1] ?? null;
}
