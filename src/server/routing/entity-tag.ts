import { createHash } from 'node:crypto';
import type { RouteContext } from './route-context.ts';

/**
 * [API-4] Marks the answer with a tag of everything it depends on. Returns the empty 304 answer when the caller
 * already holds it.
 */
export function unchanged(
  context: Pick<RouteContext, 'headers' | 'setHeader'>,
  parts: readonly unknown[],
): Response | undefined {
  const tag = `W/"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)}"`;
  context.setHeader('etag', tag);
  context.setHeader('cache-control', 'private, no-cache');
  const held = (context.headers.get('if-none-match') ?? '').split(',').map((each) => each.trim());
  if (!held.includes(tag)) return undefined;
  return new Response(null, { status: 304, headers: { etag: tag, 'cache-control': 'private, no-cache' } });
}
