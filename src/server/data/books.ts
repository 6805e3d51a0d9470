import { batchKey, openPendingBooks } from '../../../pipelines/load/pending-books.ts';
import type { Cell } from '../../contract/api/cell.ts';
import { isTandemError } from '../../contract/errors.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';
import type { Services } from '../services.ts';

type Reader = Pick<ServingLease, 'rows'>;

/** The load's books: those of the generation served now, and those of what is loaded and not published. */
export interface Books {
  /** Nothing before the first generation. */
  readonly served: ServingLease | undefined;
  readonly pending: Reader | undefined;
  /** batchKeys of the generation that count no more, and ids of its rejects that a fix has let in. */
  readonly withdrawn: readonly string[];
  readonly repaired: readonly string[];
}

/**
 * [DATA-4] Runs a task on the books, from the generation and from the lake beyond it: after a failed check the newest
 * files and rejects are seen all the same, and so are those of a first run that published nothing.
 */
export async function withBooks<T>(
  services: Pick<Services, 'serving' | 'workspace'>,
  task: (books: Books) => Promise<T>,
): Promise<T> {
  const served = await leaseIfAny(services);
  try {
    const pending = await openPendingBooks(services.workspace, await publishedBatches(served));
    try {
      return await task({
        served,
        pending: pending && readerOf(pending.warehouse),
        withdrawn: pending?.withdrawn ?? [],
        repaired: pending?.repaired ?? [],
      });
    } finally {
      pending?.close();
    }
  } finally {
    served?.release();
  }
}

async function leaseIfAny({ serving }: Pick<Services, 'serving'>): Promise<ServingLease | undefined> {
  try {
    return await serving.lease();
  } catch (error) {
    if (isTandemError(error) && error.code === 'no_generation') return undefined;
    throw error;
  }
}

async function publishedBatches(served: ServingLease | undefined): Promise<ReadonlySet<string>> {
  if (!served?.tables.has('etl_batch')) return new Set();
  const batches = await records<{ source: string; object: string; batch: string }>(
    served,
    'select source, object, batch from etl_batch',
  );
  return new Set(batches.map(({ source, object, batch }) => batchKey(source, object, batch)));
}

type Pending = NonNullable<Awaited<ReturnType<typeof openPendingBooks>>>;

const readerOf = ({ connection }: Pending['warehouse']): Reader => ({
  async rows(sql, parameters) {
    const reader = await connection.runAndReadAll(sql, parameters as never);
    const types = reader.columnTypes();
    return {
      columns: reader.columnNames().map((name, at) => ({ name, type: String(types[at]) })),
      rows: reader.getRowsJson() as Cell[][],
    };
  },
});
