import type { Cell, Column } from '../../contract/api/cell.ts';
import type { RowsQuery } from '../../contract/query.ts';
import { compileRows } from '../../metrics/compile-rows.ts';
import type { MissingValue } from '../../metrics/missing-value.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import type { Services } from '../services.ts';
import type { Asker } from './answer-query.ts';
import { exportRowCap } from './answer-rows.ts';
import { compileContext } from './compile-context.ts';
import { knownFrom } from './known-from.ts';
import type { ServingLease } from './serving.ts';
import { typedCells } from './typed-cells.ts';

export interface RowStream {
  readonly columns: readonly Column[];
  /** Rows in all blocks: at most `exportRowCap`. */
  readonly rows: number;
  /** Rows there are. */
  readonly total: number;
  readonly blocks: AsyncGenerator<Cell[][]>;
  /** Why the number has no value; empty where it has one. */
  readonly missing: MissingValue;
}

async function* typed(
  columns: readonly Column[],
  blocks: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<Cell[][]> {
  for await (const block of blocks) yield typedCells(columns, block);
}

/**
 * The rows behind a number from the first to the cap, in the order of the pages on the screen and under the same
 * policy: the page's own statement with another limit, run once. Throws what the compiler throws, `timeout` or
 * `too_many_requests`; rejects when `signal` fires.
 */
export async function streamRows(
  services: Pick<Services, 'limits'>,
  lease: ServingLease,
  asker: Asker,
  query: RowsQuery,
  signal: AbortSignal,
): Promise<RowStream> {
  const { sql, parameters, columns, count, missing } = compileRows(
    { ...query, offset: 0, limit: exportRowCap },
    rowPolicy(asker.principal),
    compileContext(lease, asker.language, await knownFrom(lease)),
  );
  return services.limits.queries.run(asker.principal.userId, async () => {
    const { rows, blocks } = await lease.stream(sql, parameters, { signal });
    const counted = rows < exportRowCap ? undefined : await lease.rows(count.sql, count.parameters);
    return {
      columns,
      rows,
      total: Number(counted?.rows[0]?.[0] ?? rows),
      blocks: typed(columns, blocks),
      missing,
    };
  });
}
