import './engine-memory.ts';
import { DuckDBDataChunk, INTEGER } from 'duckdb';
import { collectYoung } from './collect-young.ts';
import type { Warehouse } from './open.ts';
import { rawVector } from './raw-vector.ts';

const chunkRows = 2_048;
/** So many chunks may lie about before their memory is used again. */
const chunksHeld = 8;

interface WritableVector {
  readonly items: Int32Array;
  flush(): void;
}

/**
 * Walks a SELECT of integers without NULL chunk by chunk: each column as 32-bit words, one a row for INTEGER, two (low,
 * high) for BIGINT and UBIGINT, four for VARCHAR of twelve bytes at most: its length, then its bytes. The arrays are good
 * until the visit ends.
 */
export async function visitIntegers(
  warehouse: Warehouse,
  sql: string,
  visit: (columns: readonly Int32Array[], rows: number) => void,
): Promise<void> {
  const result = await warehouse.connection.stream(sql);
  for (let seen = 1; ; seen++) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return;
    const columns = Array.from({ length: chunk.columnCount }, (_, at) => {
      const raw = rawVector(chunk.getColumnVector(at));
      if (!raw) throw new Error('visitIntegers: not a column of integers');
      const { buffer, byteOffset, byteLength } = raw.bytes;
      return byteOffset % 4 === 0
        ? new Int32Array(buffer, byteOffset, byteLength >> 2)
        : new Int32Array(raw.bytes.slice().buffer);
    });
    visit(columns, chunk.rowCount);
    if (seen % chunksHeld === 0) collectYoung();
  }
}

export interface IntegerAppender {
  /** Appends the first `rows` of each column. */
  append(columns: readonly Int32Array[], rows: number): void;
  close(): void;
}

/** Appends to a table of INTEGER columns without boxing a value. */
export async function integerAppender(
  warehouse: Warehouse,
  table: { readonly name: string; readonly schema?: string; readonly catalog?: string },
): Promise<IntegerAppender> {
  const appender = await warehouse.connection.createAppender(
    table.name,
    table.schema ?? null,
    table.catalog ?? null,
  );
  /** Written again and again: what was appended is copied. */
  let whole: DuckDBDataChunk | undefined;
  return {
    append(columns, rows) {
      for (let from = 0; from < rows; from += chunkRows) {
        const size = Math.min(chunkRows, rows - from);
        const chunk =
          size === chunkRows && whole !== undefined
            ? whole
            : DuckDBDataChunk.create(
                columns.map(() => INTEGER),
                size,
              );
        if (size === chunkRows) whole = chunk;
        columns.forEach((column, at) => {
          const vector = chunk.getColumnVector(at) as unknown as WritableVector;
          vector.items.set(column.subarray(from, from + size));
          vector.flush();
        });
        appender.appendDataChunk(chunk);
      }
    },
    close: () => appender.closeSync(),
  };
}
