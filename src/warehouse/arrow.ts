import {
  type Data,
  Field,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  vectorFromArray,
  Utf8,
} from 'apache-arrow';
import type { DuckDBDataChunk, DuckDBType, DuckDBValue, DuckDBVector } from 'duckdb';
import { type ArrowShape, arrowShape } from './arrow-type.ts';
import { Bitmap } from './bitmap.ts';
import type { Parameters, Warehouse } from './open.ts';
import { queryError } from './query-error.ts';
import { type RawVector, rawVector } from './raw-vector.ts';
import { TextColumn } from './text-column.ts';

/** Arrow types know the typed array that their values stand in; their declarations do not say so. */
interface Stored {
  readonly ArrayType: new (buffer: ArrayBuffer) => ArrayBufferView;
}

/** Sign-extends 16-, 32- or 64-bit scaled integers to the 128 bits of Arrow's Decimal, in 32-bit words. */
function widen(raw: RawVector, width: number, count: number, target: Uint8Array, from: number): void {
  const { buffer, byteOffset } = raw.bytes;
  const wide = new Int32Array(target.buffer, target.byteOffset, target.byteLength / 4);
  const words =
    width === 2
      ? new Int16Array(buffer, byteOffset, count)
      : new Int32Array(buffer, byteOffset, (count * width) / 4);
  for (let row = 0; row < count; row++) {
    const at = (from + row) * 4;
    const low = (width === 8 ? words[row * 2] : words[row]) ?? 0;
    const sign = low >> 31;
    const high = width === 8 ? (words[row * 2 + 1] ?? 0) : sign;
    wide[at] = low;
    wide[at + 1] = high;
    wide[at + 2] = high >> 31;
    wide[at + 3] = high >> 31;
  }
}

const unreadable = (type: DuckDBType): Error =>
  new Error(`the memory of a ${type.toString()} vector cannot be read`);

/** One column of all chunks as Arrow data. */
function encodeColumn(
  vectors: readonly DuckDBVector[],
  counts: readonly number[],
  type: DuckDBType,
  shape: ArrowShape,
  length: number,
): Data {
  const valid = new Bitmap(length);
  const text = shape.layout === 'varchar' || shape.layout === 'text' ? new TextColumn(length) : undefined;
  const bits = shape.layout === 'bool' ? new Bitmap(length) : undefined;
  const unit = shape.layout === 'widen' ? 16 : shape.width;
  const bytes = new Uint8Array(text || bits ? 0 : length * unit);
  let from = 0;
  for (const [at, vector] of vectors.entries()) {
    const count = counts[at] ?? 0;
    if (shape.layout === 'text') {
      for (let row = 0; row < count; row++) {
        const value = vector.getItem(row);
        valid.push(value !== null);
        text?.pushText(value === null ? null : String(value));
      }
      continue;
    }
    const raw = rawVector(vector);
    if (!raw || raw.bytes.byteLength < count * shape.width) throw unreadable(type);
    valid.append(raw.validity, count);
    if (text) text.appendRaw(raw, vector, count);
    else if (bits) for (let row = 0; row < count; row++) bits.push(raw.bytes[row] !== 0);
    else if (shape.layout === 'widen') widen(raw, shape.width, count, bytes, from);
    else bytes.set(raw.bytes.subarray(0, count * unit), from * unit);
    from += count;
  }
  const nulls = { length, nullCount: valid.zeros, nullBitmap: valid.bytes };
  if (text) return makeData({ type: new Utf8(), ...nulls, valueOffsets: text.offsets, data: text.bytes });
  if (bits) return makeData({ type: shape.type, ...nulls, data: bits.bytes } as never) as Data;
  const { ArrayType } = shape.type as unknown as Stored;
  if (shape.layout === 'dictionary') {
    const index = (shape.type as unknown as { indices: Stored }).indices;
    const dictionary = vectorFromArray([...(shape.values ?? [])], new Utf8());
    return makeData({
      type: shape.type,
      ...nulls,
      data: new index.ArrayType(bytes.buffer),
      dictionary,
    } as never) as Data;
  }
  return makeData({ type: shape.type, ...nulls, data: new ArrayType(bytes.buffer) } as never) as Data;
}

/** Result chunks as one Arrow IPC stream, straight from the engine's vectors. */
export function encodeChunks(
  names: readonly string[],
  types: readonly DuckDBType[],
  chunks: readonly DuckDBDataChunk[],
): Uint8Array {
  const counts = chunks.map((chunk) => chunk.rowCount);
  const length = counts.reduce((sum, count) => sum + count, 0);
  const shapes = types.map(arrowShape);
  const children = types.map((type, column) =>
    encodeColumn(
      chunks.map((chunk) => chunk.getColumnVector(column)),
      counts,
      type,
      shapes[column] as ArrowShape,
      length,
    ),
  );
  const schema = new Schema(
    names.map((name, column) => new Field(name, (shapes[column] as ArrowShape).type, true)),
  );
  const data = makeData({ type: new Struct(schema.fields), length, nullCount: 0, children });
  return tableToIPC(new Table(schema, [new RecordBatch(schema, data)]), 'stream');
}

/** Runs a SELECT and gives its rows as one Arrow IPC stream. Throws QueryError with the statement. */
export async function encodeArrow(
  warehouse: Warehouse,
  sql: string,
  parameters?: Parameters,
): Promise<Uint8Array> {
  try {
    const result = await warehouse.connection.run(sql, parameters as Record<string, DuckDBValue>);
    const chunks = await result.fetchAllChunks();
    return encodeChunks(result.columnNames(), result.columnTypes(), chunks);
  } catch (error) {
    throw queryError(error, sql);
  }
}
