import { rawVector } from './raw-vector.ts';
import type { Warehouse } from './open.ts';

export type Cell = string | number | boolean | null;

/** Appends rows to a table of the current catalog's main schema or of `schema`; one value a column, in its order. */
export async function appendRows(
  warehouse: Warehouse,
  table: { readonly name: string; readonly schema?: string; readonly catalog?: string },
  rows: Iterable<readonly Cell[]>,
): Promise<void> {
  const appender = await warehouse.connection.createAppender(
    table.name,
    table.schema ?? null,
    table.catalog ?? null,
  );
  try {
    for (const row of rows) {
      for (const [at, cell] of row.entries())
        if (cell === null) appender.appendNull();
        else appender.appendValue(cell, appender.columnType(at));
      appender.endRow();
    }
  } finally {
    appender.closeSync();
  }
}

/** The columns of a SELECT of 32-bit integers without NULL, chunk by chunk into typed arrays. */
export async function integerColumns(warehouse: Warehouse, sql: string): Promise<Int32Array[]> {
  const result = await warehouse.connection.stream(sql);
  const parts: Int32Array[][] = Array.from({ length: result.columnCount }, () => []);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    for (const [at, list] of parts.entries()) {
      const raw = rawVector(chunk.getColumnVector(at));
      if (!raw) throw new Error('integerColumns: not a column of integers');
      const bytes = raw.bytes.slice(0, chunk.rowCount * 4);
      list.push(new Int32Array(bytes.buffer, bytes.byteOffset, chunk.rowCount));
    }
  }
  return parts.map((list) => {
    const whole = new Int32Array(list.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of list) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  });
}
