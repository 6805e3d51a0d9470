import {
  Bool,
  type DataType,
  DateDay,
  Decimal,
  Dictionary,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  Uint16,
  Uint32,
  Uint64,
  Uint8,
  Utf8,
} from 'apache-arrow';
import './engine-memory.ts';
import { type DuckDBType, DuckDBTypeId } from 'duckdb';

/** How the bytes of one value become Arrow's. `text`: not fixed-width, spelled as the engine spells it. */
export type Layout = 'copy' | 'bool' | 'widen' | 'dictionary' | 'varchar' | 'text';

export interface ArrowShape {
  readonly type: DataType;
  readonly layout: Layout;
  /** Bytes of one value in the engine's memory. */
  readonly width: number;
  readonly values?: readonly string[];
}

const plain: Partial<Record<DuckDBTypeId, () => readonly [DataType, number]>> = {
  [DuckDBTypeId.TINYINT]: () => [new Int8(), 1],
  [DuckDBTypeId.SMALLINT]: () => [new Int16(), 2],
  [DuckDBTypeId.INTEGER]: () => [new Int32(), 4],
  [DuckDBTypeId.BIGINT]: () => [new Int64(), 8],
  [DuckDBTypeId.UTINYINT]: () => [new Uint8(), 1],
  [DuckDBTypeId.USMALLINT]: () => [new Uint16(), 2],
  [DuckDBTypeId.UINTEGER]: () => [new Uint32(), 4],
  [DuckDBTypeId.UBIGINT]: () => [new Uint64(), 8],
  [DuckDBTypeId.FLOAT]: () => [new Float32(), 4],
  [DuckDBTypeId.DOUBLE]: () => [new Float64(), 8],
  [DuckDBTypeId.DATE]: () => [new DateDay(), 4],
  [DuckDBTypeId.TIMESTAMP]: () => [new TimestampMicrosecond(), 8],
  [DuckDBTypeId.TIMESTAMP_TZ]: () => [new TimestampMicrosecond('UTC'), 8],
  [DuckDBTypeId.TIMESTAMP_S]: () => [new TimestampSecond(), 8],
  [DuckDBTypeId.TIMESTAMP_MS]: () => [new TimestampMillisecond(), 8],
  [DuckDBTypeId.TIMESTAMP_NS]: () => [new TimestampNanosecond(), 8],
  [DuckDBTypeId.HUGEINT]: () => [new Decimal(0, 38, 128), 16],
};

/**
 * The Arrow twin of an engine type: ENUM → Dictionary, DECIMAL of any width → 128-bit Decimal of the same scale,
 * HUGEINT (what a sum of integers gives) → Decimal(38, 0), the rest as is; types without a twin become text.
 */
export function arrowShape(type: DuckDBType, dictionaryId: number): ArrowShape {
  const fixed = plain[type.typeId]?.();
  if (fixed) return { type: fixed[0], layout: 'copy', width: fixed[1] };
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return { type: new Bool(), layout: 'bool', width: 1 };
    case DuckDBTypeId.VARCHAR:
      return { type: new Utf8(), layout: 'varchar', width: 16 };
    case DuckDBTypeId.DECIMAL: {
      const { width: precision, scale } = type;
      const width = precision <= 4 ? 2 : precision <= 9 ? 4 : precision <= 18 ? 8 : 16;
      return { type: new Decimal(scale, precision, 128), layout: width === 16 ? 'copy' : 'widen', width };
    }
    case DuckDBTypeId.ENUM: {
      const { values } = type;
      const [index, width] =
        values.length <= 0xff
          ? [new Uint8(), 1]
          : values.length <= 0xffff
            ? [new Uint16(), 2]
            : [new Uint32(), 4];
      return { type: new Dictionary(new Utf8(), index, dictionaryId), layout: 'dictionary', width, values };
    }
    default:
      return { type: new Utf8(), layout: 'text', width: 0 };
  }
}
