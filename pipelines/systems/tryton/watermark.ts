import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({ max_cursor: z.string().nullish() });

/** Greatest change time among the batches of an object in the lake, `YYYY-MM-DD HH:MM:SS[.f]` UTC; nothing before the first load. */
export function lakeWatermark(lake: string, source: string, object: string): string | undefined {
  const folder = join(lake, source, object);
  if (!existsSync(folder)) return undefined;
  const cursors = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      return typeof manifest.max_cursor === 'string'
        ? [manifest.max_cursor.replace('T', ' ').replace(/Z$/, '')]
        : [];
    });
  return cursors.sort().at(-1);
}

/** The instant `ms` before, in the same spelling. */
export function earlier(cursor: string, ms: number): string {
  const at = Date.parse(`${cursor.slice(0, 19).replace(' ', 'T')}Z`) - ms;
  return new Date(at).toISOString().replace('T', ' ').replace('Z', '000');
}
