import { type ExecutionContext, SetMetadata, createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { CurrentUser, PermissionName } from '../shared/permissions.js';
import type { RequestState } from './request-state.js';

export const PUBLIC_ROUTE = 'heed:public';
export const ROUTE_PERMISSION = 'heed:permission';

/** Anyone may call this route, signed in or not. */
export const Public = () => SetMetadata(PUBLIC_ROUTE, true);

/** Only people whose role carries this permission may call this route. */
export const Permission = (name: PermissionName) => SetMetadata(ROUTE_PERMISSION, name);

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard (src/modules/access) on every request. */
    heed: RequestState;
  }
}

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>();

/** Everything a page needs to know of its request: who, language, today, tokens. */
export const Ctx = createParamDecorator(
  (_: unknown, context: ExecutionContext): RequestState => requestOf(context).heed,
);

/** The signed-in person. On a `@Permission` route there always is one. */
export const User = createParamDecorator(
  (_: unknown, context: ExecutionContext): CurrentUser => requestOf(context).heed.user!,
);
