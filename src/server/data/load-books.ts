import type { DriftResponse, LoadsResponse, RejectsResponse, SourcesResponse } from '../../contract/api/data.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';

/** [DATA-1] By the age of the newest change: up to 7 days fresh, up to 31 late, older stale. */
export function freshness(rows: number, ageDays: number | null): 'fresh' | 'late' | 'stale' | 'empty' {
  if (rows === 0) return 'empty';
  if (ageDays === null || ageDays <= 7) return 'fresh';
  return ageDays <= 31 ? 'late' : 'stale';
}

const iso = (column: string): string => `strftime(${column}, '%Y-%m-%dT%H:%M:%SZ')`;

interface ObjectRow extends Record<string, string | number | null> {
  source: string;
  system: string;
  role: string;
  object: string;
  rows: number;
  rejected: number;
  last_loaded_at: string | null;
  max_cursor: string | null;
  age_days: number | null;
}

export async function readSources(lease: ServingLease): Promise<SourcesResponse> {
  const rows = await records<ObjectRow>(
    lease,
    `with
counted as (
  select source, object, sum(n_new)::double as rows, sum(n_rejected)::double as rejected,
    max(loaded_at) as loaded_at, max(max_cursor) as max_cursor
  from etl_batch group by source, object
),
listed as (
  select source, system, role, unnest(string_split(objects, ',')) as object from etl_source
)
select l.source, l.system, l.role, coalesce(l.object, '') as object, coalesce(c.rows, 0) as rows,
  coalesce(c.rejected, 0) as rejected, ${iso('c.loaded_at')} as last_loaded_at, ${iso('c.max_cursor')} as max_cursor,
  greatest(0, date_diff('day', c.max_cursor::date, $1::date))::double as age_days
from listed l left join counted c on c.source = l.source and c.object = l.object
order by l.source, l.object`,
    [lease.asOf],
  );
  const sources = new Map<string, SourcesResponse['sources'][number]>();
  for (const row of rows) {
    const entry = sources.get(row.source) ?? { source: row.source, system: row.system, role: row.role, objects: [] };
    sources.set(row.source, entry);
    if (row.object === '') continue;
    entry.objects.push({
      object: row.object,
      rows: row.rows,
      rejected: row.rejected,
      lastLoadedAt: row.last_loaded_at,
      maxCursor: row.max_cursor,
      ageDays: row.age_days,
      freshness: freshness(row.rows, row.age_days),
    });
  }
  return { generation: lease.generation, sources: [...sources.values()] };
}

export async function readLoads(lease: ServingLease): Promise<LoadsResponse> {
  const loads = await records<LoadsResponse['loads'][number]>(
    lease,
    `select batch, source, object, file, ${iso('loaded_at')} as "loadedAt", n_rows::double as rows, n_new::double as new,
  n_changed::double as changed, n_unchanged::double as unchanged, n_rejected::double as rejected, bytes::double as bytes
from etl_batch order by loaded_at desc, source, object, file limit 200`,
  );
  return { loads };
}

export interface RejectsFilter {
  readonly source?: string | undefined;
  readonly object?: string | undefined;
  readonly rule?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

export async function readRejects(lease: ServingLease, filter: RejectsFilter): Promise<RejectsResponse> {
  const where = `where ($1::varchar is null or source = $1) and ($2::varchar is null or object = $2)`;
  const of = [filter.source ?? null, filter.object ?? null] as const;
  const rule = `and ($3::varchar is null or rule = $3)`;
  const named = [...of, filter.rule ?? null] as const;
  const [total] = await records<{ n: number }>(lease, `select count(*)::double as n from etl_quarantine ${where} ${rule}`, named);
  const byRule = await records<RejectsResponse['byRule'][number]>(
    lease,
    `select source, object, rule, count(*)::double as rows from etl_quarantine ${where}
group by source, object, rule order by rows desc, source, object, rule`,
    of,
  );
  const rows = await records<RejectsResponse['rows'][number]>(
    lease,
    `select reject_id as id, source, object, file, line::double as line, rule, column_name as "column", value, raw,
  ${iso('found_at')} as "foundAt"
from etl_quarantine ${where} ${rule} order by source, object, file, line, rule, column_name, reject_id limit $4 offset $5`,
    [...named, filter.limit, filter.offset],
  );
  return { total: total?.n ?? 0, byRule, rows };
}

export async function readDrift(lease: ServingLease): Promise<DriftResponse> {
  const changes = await records<DriftResponse['changes'][number]>(
    lease,
    `select source, object, file, kind, column_name as "column", detail from etl_schema_change
order by source, object, file, kind, column_name limit 1000`,
  );
  return { changes };
}
