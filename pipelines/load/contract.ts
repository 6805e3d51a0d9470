import { createHash } from 'node:crypto';
import type { StoredFix } from './fixes.ts';
import type { ColumnSpec, Format, ObjectSpec, SystemSpec } from './system-schema.ts';

/** Raised when the same contract classifies rows differently than before, so that files are read again. */
const loadVersion = 6;

export interface ColumnContract {
  readonly name: string;
  readonly headers: readonly string[];
  readonly kind: 'id' | 'text' | 'integer' | 'decimal' | 'date' | 'timestamp' | 'boolean' | 'json';
  /** DuckDB type of the lake column. */
  readonly sqlType: string;
  readonly isKey: boolean;
  readonly spec: ColumnSpec;
  readonly decimal: '.' | ',' | undefined;
  readonly thousands: string | undefined;
  readonly trailingMinus: boolean;
  readonly strip: readonly string[];
  /** Declared formats; none declared: ISO, and slashes or dots proven from the column. */
  readonly formats: readonly string[];
  readonly nullTokens: readonly string[];
  readonly trueTokens: readonly string[];
  readonly falseTokens: readonly string[];
  readonly mapValues: Readonly<Record<string, string>>;
}

/** Everything that decides how a file of one object is read. Equal hashes classify equal bytes equally. */
export interface ObjectContract {
  readonly object: string;
  readonly spec: ObjectSpec;
  readonly format: Format & { type: NonNullable<Format['type']> };
  readonly columns: readonly ColumnContract[];
  readonly keyColumns: readonly string[];
  readonly keyIsRowHash: boolean;
  readonly asOf: string | undefined;
  /** The headers of the system's other objects, by which a file under a wrong name is recognised. */
  readonly siblings: readonly { readonly object: string; readonly headers: readonly (readonly string[])[] }[];
  readonly hash: string;
  /** The hash without the fixes, and the fixes: a reading made under some of them can be built upon. */
  readonly baseHash: string;
  readonly fixes: readonly string[];
}

const sqlTypes = {
  id: 'VARCHAR',
  text: 'VARCHAR',
  integer: 'BIGINT',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  boolean: 'BOOLEAN',
  json: 'VARCHAR',
} as const;

/** One object's contract: its declaration, the system's defaults and the fixes made in the app. */
export function objectContract(
  system: SystemSpec,
  object: string,
  fixes: readonly StoredFix[],
  asOf?: string,
): ObjectContract {
  const spec = system.objects[object];
  if (spec === undefined) throw new Error(`no object ${object}`);
  const merged: Format = { ...system.format, ...spec.format };
  const format = { ...merged, type: merged.type ?? 'csv' };
  const mine = fixes.filter((fix) => fix.object === object);
  const columns = Object.entries(spec.columns).map(([name, column]) =>
    columnContract(
      name,
      column,
      format,
      spec,
      mine.filter((fix) => fix.column === name),
    ),
  );
  const { freshness: _, ...reading } = spec;
  const base = { loadVersion, object, spec: reading, format, asOf: usesAsOf(spec) ? asOf : undefined };
  const digest = (content: unknown) =>
    createHash('sha256').update(canonical(content)).digest('hex').slice(0, 16);
  const fixIds = mine.map((fix) => fix.id).sort();
  return {
    object,
    spec,
    format,
    columns,
    keyColumns: spec.key[0] === 'row_hash' ? [] : spec.key,
    keyIsRowHash: spec.key[0] === 'row_hash',
    asOf,
    siblings: Object.entries(system.objects)
      .filter(([name]) => name !== object)
      .map(([name, other]) => ({
        object: name,
        headers: Object.entries(other.columns).map(([column, one]) => one.header ?? [column]),
      })),
    hash: digest({ base, fixIds }),
    baseHash: digest(base),
    fixes: fixIds,
  };
}

function columnContract(
  name: string,
  spec: ColumnSpec,
  format: Format,
  object: ObjectSpec,
  fixes: readonly StoredFix[],
): ColumnContract {
  const base = spec.type.replace(/\(.*/, '') as ColumnContract['kind'];
  const size = /\((.*)\)/.exec(spec.type)?.[1]?.replace(/\s/g, '');
  const declared =
    spec.formats ??
    (base === 'timestamp' ? (spec.timestamps ?? format.timestamps) : (spec.dates ?? format.dates)) ??
    [];
  return {
    name,
    headers: [...(spec.header ?? [name]), ...fixes.flatMap((fix) => fix.headers ?? [])],
    kind: base,
    sqlType: base === 'decimal' ? `DECIMAL(${size ?? '18,4'})` : sqlTypes[base],
    isKey: object.key.includes(name),
    spec,
    decimal: spec.decimal ?? format.decimal,
    thousands: spec.thousands ?? format.thousands,
    trailingMinus: spec.trailing_minus ?? format.trailing_minus ?? false,
    strip: spec.strip ?? format.strip ?? [],
    formats: [...declared, ...fixes.flatMap((fix) => fix.date_formats ?? [])],
    nullTokens: [
      ...(spec.null_tokens ?? format.null_tokens ?? []),
      ...fixes.flatMap((fix) => fix.null_tokens ?? []),
    ],
    trueTokens: spec.true_tokens ?? format.true_tokens ?? ['true', '1', 'yes'],
    falseTokens: spec.false_tokens ?? format.false_tokens ?? ['false', '0', 'no'],
    mapValues: Object.assign({}, spec.map_values, ...fixes.map((fix) => fix.map_values ?? {})) as Record<
      string,
      string
    >,
  };
}

const usesAsOf = (spec: ObjectSpec): boolean =>
  Object.values(spec.columns).some((column) => column.not_after === 'as_of');

/** JSON with sorted keys: equal content gives equal text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object')
    return value === undefined ? 'null' : JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
