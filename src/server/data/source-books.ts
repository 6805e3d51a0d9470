import { freshnessLimits } from '../../../pipelines/load/freshness-limits.ts';
import { standingLosses } from '../../../pipelines/load/standing-losses.ts';
import { readSystem } from '../../../pipelines/load/read-system.ts';
import type { FreshnessLimits } from '../../../pipelines/freshness.ts';
import type { Workspace } from '../../../pipelines/workspace.ts';
import type { SourcesResponse } from '../../contract/api/data.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';
import type { Books } from './books.ts';
import { iso, stillCounts } from './load-books.ts';
import { rejectCounts } from './reject-books.ts';

/** [DATA-1] By the age of the newest change and the limits of its source. */
export function freshness(
  rows: number,
  ageDays: number | null,
  limits: FreshnessLimits,
): 'fresh' | 'late' | 'stale' | 'empty' {
  if (rows === 0) return 'empty';
  if (ageDays === null || ageDays <= limits.warn) return 'fresh';
  return ageDays <= limits.error ? 'late' : 'stale';
}

interface Counted {
  readonly source: string;
  readonly object: string;
  readonly files: number;
  readonly rows: number;
  readonly loadedAt: string | null;
  readonly maxCursor: string | null;
}

const countedOf = (reader: Pick<ServingLease, 'rows'>, withdrawn: readonly string[]): Promise<Counted[]> =>
  records<Counted & Record<string, string | number | null>>(
    reader,
    `select source, object, count(*)::double as files, sum(n_new)::double as rows,
  ${iso('max(loaded_at)')} as "loadedAt", ${iso('max(max_cursor)')} as "maxCursor"
from etl_batch where ${stillCounts('$1')} group by source, object`,
    [withdrawn.join('\n')],
  );

const later = (a: string | null, b: string | null): string | null => ((a ?? '') > (b ?? '') ? a : b);

const daysBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000));

/** Every object of every source of the workspace, whether a file of it came or not. `today`: before the first generation. */
export async function readSources(
  workspace: Workspace,
  books: Books,
  today: string,
): Promise<SourcesResponse> {
  const { served, pending, withdrawn } = books;
  const rejects = await rejectCounts(books);
  const published = served ? await countedOf(served, withdrawn) : [];
  const waiting = pending ? await countedOf(pending, []) : [];
  const asOf = served?.asOf ?? workspace.config.as_of ?? today;
  const current = served?.tables.has('etl_current')
    ? await records<{ source: string; object: string; rows: number }>(
        served,
        'select source, object, n_rows::double as rows from etl_current',
      )
    : [];
  const limitsOf = freshnessLimits(workspace);
  const losses = standingLosses(workspace);
  return {
    generation: served?.generation ?? null,
    sources: workspace.config.sources.map(({ id, system: name }) => {
      const system = readSystem(workspace, name);
      return {
        source: id,
        system: name,
        role: system.role,
        objects: Object.keys(system.objects)
          .sort()
          .map((object) => {
            const is = (one: Counted): boolean => one.source === id && one.object === object;
            const [old, fresh] = [published.find(is), waiting.find(is)];
            const counted = current.find((one) => one.source === id && one.object === object)?.rows;
            const rows = (counted ?? old?.rows ?? 0) + (fresh?.rows ?? 0);
            const maxCursor = later(old?.maxCursor ?? null, fresh?.maxCursor ?? null);
            const ageDays = maxCursor === null ? null : daysBetween(maxCursor, asOf);
            const limits = limitsOf(id, object);
            return {
              object,
              rows,
              rejected: rejects
                .filter((one) => one.source === id && one.object === object)
                .reduce((sum, { rows }) => sum + rows, 0),
              lastLoadedAt: later(old?.loadedAt ?? null, fresh?.loadedAt ?? null),
              maxCursor,
              ageDays,
              freshness: freshness(rows, ageDays, limits),
              warnAfterDays: limits.warn,
              errorAfterDays: limits.error,
              unpublished: fresh?.files ?? 0,
              lost: losses
                .filter((one) => one.source === id && one.object === object)
                .map(({ column, file, rows, kept, empty, isHeld }) => ({
                  column,
                  file,
                  rows,
                  kept,
                  empty,
                  held: isHeld ? rows : 0,
                }))
                .reverse(),
            };
          }),
      };
    }),
  };
}
