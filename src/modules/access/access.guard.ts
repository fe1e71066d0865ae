import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.token.js';
import { NotFound } from '../../shared/errors.js';
import { type PermissionName, may } from '../../shared/permissions.js';
import { ForgedRequest, NotAllowed, SignInNeeded } from '../../web/refusals.js';
import { PUBLIC_ROUTE, ROUTE_PERMISSION } from '../../web/route.js';
import { VisitorsService } from './visitors.service.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The one guard: says of every route whether this request may go on. What no route declares is refused. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly visitors: VisitorsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const target = [context.getHandler(), context.getClass()];
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_ROUTE, target) === true;
    const permission = this.reflector.getAllAndOverride<PermissionName | undefined>(ROUTE_PERMISSION, target);
    if (!isPublic && permission === undefined) throw new NotFound();

    const { user, by } = request.heed;
    const unsafe = !SAFE.has(request.method) && by !== 'token';
    if (unsafe) this.refuseForeignOrigin(request);
    if (!isPublic && !user) throw new SignInNeeded(SAFE.has(request.method) ? request.url : '/');
    if (unsafe) this.refuseWithoutToken(request);
    if (permission !== undefined && !may(user, permission)) throw new NotAllowed();
    if (isPublic && !request.url.startsWith('/api/'))
      this.visitors.remember(request, context.switchToHttp().getResponse<FastifyReply>());
    return true;
  }

  /** Browsers say where a request comes from; what says nothing must know the token all the same. */
  private refuseForeignOrigin({ headers }: FastifyRequest): void {
    const site = headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new ForgedRequest('origin');
    if (headers.origin !== undefined && !originsOf(this.config.baseUrl).has(headers.origin))
      throw new ForgedRequest('origin');
  }

  /** Takes the token out of the body: it is no field of any DTO. */
  private refuseWithoutToken(request: FastifyRequest): void {
    const body = request.body as Record<string, unknown> | null | undefined;
    const inBody = typeof body === 'object' && body !== null ? body._csrf : undefined;
    if (inBody !== undefined) delete body!._csrf;
    const given = request.headers['x-csrf-token'] ?? inBody;
    if (!this.visitors.holdsCsrfToken(request, given)) throw new ForgedRequest('token');
  }
}

/** On this machine one server has several names. */
function originsOf(baseUrl: string): Set<string> {
  const { protocol, port, hostname, origin } = new URL(baseUrl);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const names = isLocal ? ['localhost', '127.0.0.1', '[::1]'] : [];
  return new Set([origin, ...names.map((name) => `${protocol}//${name}${port && `:${port}`}`)]);
}
