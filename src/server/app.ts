import { Hono } from 'hono';
import { TandemError } from '../contract/errors.ts';
import { errorResponse } from './error-response.ts';
import { openApiRoute } from './openapi-route.ts';
import { routes as allRoutes } from './routes/all-routes.ts';
import type { Route } from './routing/define-route.ts';
import { dispatch } from './routing/dispatch.ts';
import { securityHeaders } from './security/headers.ts';
import { checkHost } from './security/same-site.ts';
import type { Services } from './services.ts';
import type { StaticFiles } from './static-files.ts';

/** The whole HTTP application over given services; nothing listens yet (tests call `app.request`). */
export function createApp(
  services: Services,
  files: StaticFiles,
  routes: readonly Route[] = allRoutes,
): Hono {
  const app = new Hono();

  app.use(async (context, next) => {
    try {
      checkHost(context.req.header('host') ?? new URL(context.req.url).host, services.hosts);
      await next();
    } catch (error) {
      context.res = errorResponse(error, services.log, { path: context.req.path });
    }
    for (const [name, value] of Object.entries(securityHeaders)) context.res.headers.set(name, value);
    if (services.secure) context.res.headers.set('strict-transport-security', 'max-age=31536000');
  });

  for (const route of [...routes, openApiRoute(routes)])
    app.on(route.method.toUpperCase(), route.path, dispatch(route, services));

  app.all('/api/*', (context) =>
    errorResponse(new TandemError('not_found', { what: 'route' }), services.log, { path: context.req.path }),
  );
  app.get('*', (context) => files.answer(context.req.path) ?? new Response('Not found', { status: 404 }));
  app.notFound((context) =>
    errorResponse(new TandemError('not_found', { what: 'page' }), services.log, { path: context.req.path }),
  );
  app.onError((error, context) => errorResponse(error, services.log, { path: context.req.path }));
  return app;
}
