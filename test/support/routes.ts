import { RequestMethod } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { PermissionName } from '../../src/shared/permissions.js';
import { PUBLIC_ROUTE, ROUTE_PERMISSION } from '../../src/web/route.js';

export interface Route {
  /** `POST /items/:ref/checks` */
  name: string;
  method: string;
  /** With sample values for its parameters. */
  path: string;
  isPublic: boolean;
  permission: PermissionName | undefined;
  isApi: boolean;
  isUnsafe: boolean;
}

/** Every route of every controller of the application, as Nest itself finds them. */
export function routesOf(app: NestFastifyApplication): Route[] {
  const scanner = new MetadataScanner();
  return [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].flatMap(({ metatype }) => {
      if (!metatype) return [];
      const { prototype } = metatype as { prototype: Record<string, object> };
      return scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name];
        const method: RequestMethod | undefined = Reflect.getMetadata('method', handler);
        if (method === undefined) return [];
        const targets = [handler, metatype];
        const read = <T>(key: string): T | undefined =>
          targets
            .map((target) => Reflect.getMetadata(key, target) as T | undefined)
            .find((value) => value !== undefined);
        const [first, rest] = [metatype, handler].map(
          (target) => Reflect.getMetadata('path', target) as string | string[],
        );
        const verb = RequestMethod[method];
        return [first].flat().flatMap((start) =>
          [rest].flat().map((end) => {
            const pattern = `/${start}/${end}`.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1');
            return {
              name: `${verb} ${pattern}`,
              method: verb,
              path: pattern.replaceAll(':ref', 'PB-0.A1').replaceAll(/:\w+/g, '999999'),
              isPublic: read<boolean>(PUBLIC_ROUTE) === true,
              permission: read<PermissionName>(ROUTE_PERMISSION),
              isApi: pattern.startsWith('/api/'),
              isUnsafe: !['GET', 'HEAD'].includes(verb),
            };
          }),
        );
      });
    }),
  );
}
