import type { z } from 'zod';
import type { Action } from '../../metrics/authorise.ts';
import type { RouteContext } from './route-context.ts';

/**
 * Who may call: an action of the one policy, `self` (any signed-in person, about themselves only)
 * or, in so many words, `public`.
 */
export type Access = Action | 'self' | 'public';

export type Method = 'get' | 'post' | 'patch' | 'delete';

export interface RouteSpec<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  readonly method: Method;
  /** `/api/…`, parameters as `:name`. */
  readonly path: `/api/${string}`;
  readonly access: Access;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** The JSON answer, or the media types of an answer that is not (only) JSON. */
  readonly response: R;
  readonly media?: readonly string[];
  /** Of a good answer in JSON; default 200. */
  readonly status?: 201;
  /** Bytes; default 64 KiB. */
  readonly bodyLimit?: number;
  readonly handle: (
    context: RouteContext<z.output<P>, z.output<Q>, z.output<B>>,
  ) => Promise<z.input<R> | Response> | z.input<R> | Response;
}

/** A route as the registry keeps it. */
export type Route = RouteSpec & { readonly id: string };

/**
 * [API-1] The only way to make a route. Without an access rule there is no route: the type asks for it,
 * and so does this check, for callers that got round the types.
 */
export function defineRoute<
  P extends z.ZodType = z.ZodType<Record<string, never>>,
  Q extends z.ZodType = z.ZodType<Record<string, never>>,
  B extends z.ZodType = z.ZodType<undefined>,
  R extends z.ZodType = z.ZodType,
>(spec: RouteSpec<P, Q, B, R>): Route {
  const id = `${spec.method.toUpperCase()} ${spec.path}`;
  if (typeof spec.access !== 'string' || (spec.access as string) === '')
    throw new Error(`${id} has no access rule: name an action, or write 'public'`);
  if (!spec.path.startsWith('/api/')) throw new Error(`${id} is outside /api`);
  return { ...(spec as unknown as RouteSpec), id };
}
