import { z } from 'zod';
import { openApiDocument } from './openapi.ts';
import { defineRoute, type Route } from './routing/define-route.ts';

/** The route that describes all others and itself. */
export function openApiRoute(routes: readonly Route[]): Route {
  let document: Record<string, unknown> | undefined;
  const self: Route = defineRoute({
    method: 'get',
    path: '/api/openapi.json',
    access: 'public',
    summary: 'This document.',
    response: z.record(z.string(), z.unknown()),
    handle: () => (document ??= openApiDocument([...routes, self])),
  });
  return self;
}
