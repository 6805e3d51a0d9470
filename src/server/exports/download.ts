import type { Cell, Column } from '../../contract/api/cell.ts';
import type { Query, RowsQuery } from '../../contract/query.ts';
import { answerQuery, type Asker } from '../queries/answer-query.ts';
import { answerRows, exportRowCap } from '../queries/answer-rows.ts';
import type { ServingLease } from '../queries/serving.ts';
import type { Services } from '../services.ts';

export interface Download {
  /** Part of the file's name. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly blocks: AsyncIterator<readonly (readonly Cell[])[]>;
  readonly rows: number;
  /** Rows there are; more than `rows` when the cap cut them. */
  readonly total: number;
}

type Needs = Pick<Services, 'cache' | 'limits' | 'now'>;

const blockRows = 25_000;

async function* one<T>(block: T): AsyncGenerator<T> {
  await Promise.resolve();
  yield block;
}

/** [API-12] The very answer of the screen: same door, same cache. */
export async function exportQuery(
  services: Needs,
  lease: ServingLease,
  asker: Asker,
  query: Query,
): Promise<Download> {
  const { columns, rows } = await answerQuery(services, lease, asker, query);
  return {
    name: query.metrics[0] ?? 'query',
    columns,
    blocks: one(rows),
    rows: rows.length,
    total: rows.length,
  };
}

/** All rows behind a number, page after page from the one generation on lease; the page asked for is not looked at. */
export async function exportRows(
  services: Needs,
  lease: ServingLease,
  asker: Asker,
  query: RowsQuery,
): Promise<Download> {
  const page = (offset: number) =>
    answerRows(services, lease, asker, {
      ...query,
      offset,
      limit: Math.min(blockRows, exportRowCap - offset),
    });
  const first = await page(0);
  const rows = Math.min(first.total, exportRowCap);
  async function* blocks(): AsyncGenerator<Cell[][]> {
    yield first.rows;
    for (let offset = blockRows; offset < rows; offset += blockRows) yield (await page(offset)).rows;
  }
  return { name: `${query.metric}-rows`, columns: first.columns, blocks: blocks(), rows, total: first.total };
}
