import type { Column, Cell } from '../../contract/api/cell.ts';
import type { RowsQuery } from '../../contract/query.ts';
import { cacheKey } from '../../metrics/cache-key.ts';
import { compileRows } from '../../metrics/compile-rows.ts';
import type { MissingValue } from '../../metrics/missing-value.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import type { Services } from '../services.ts';
import type { Asker } from './answer-query.ts';
import { compileContext } from './compile-context.ts';
import { knownFrom } from './known-from.ts';
import type { ServingLease } from './serving.ts';
import { typedCells } from './typed-cells.ts';

/** [API-12] More rows than this are not downloaded in one go; the answer says so beforehand. */
export const exportRowCap = 100_000;

export interface RowsPage {
  readonly columns: readonly Column[];
  readonly rows: Cell[][];
  /** Rows on all pages, and what they add up to (NULL for distinct counts and where it is missing). */
  readonly total: number;
  readonly value: number | null;
  /** Why the number has no value; empty where it has one. */
  readonly missing: MissingValue;
}

/** One page of the rows behind a number. Throws what the compiler throws, `timeout` or `too_many_requests`. */
export async function answerRows(
  services: Pick<Services, 'cache' | 'limits'>,
  lease: ServingLease,
  asker: Asker,
  query: RowsQuery,
): Promise<RowsPage> {
  const policy = rowPolicy(asker.principal);
  const { sql, parameters, columns, count, missing } = compileRows(
    query,
    policy,
    compileContext(lease, asker.language, await knownFrom(lease)),
  );
  const key = cacheKey(lease.generation, query, policy, `rows ${asker.language}`);
  const { value } = await services.cache.get(key, () =>
    services.limits.queries.run(asker.principal.userId, async () => {
      const counted = await lease.rows(count.sql, count.parameters);
      const [total, sum] = counted.rows[0] ?? [0, null];
      const page = await lease.rows(sql, parameters);
      const rows = typedCells(columns, page.rows);
      return {
        rows,
        total: Number(total),
        value: sum === null || sum === undefined ? null : Number(sum),
        bytes: 200 + rows.length * columns.length * 32,
      };
    }),
  );
  return {
    columns,
    rows: value.rows,
    total: value.total,
    value: value.value,
    missing,
  };
}
