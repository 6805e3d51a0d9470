import type { ModelFile } from '../../pipelines/publish/model-file.ts';
import type { Row, Warehouse } from '../../src/warehouse/open.ts';
import { identifier, literal } from '../../src/warehouse/quote.ts';

/** A value as text: what SQL literals and comparisons are made of. */
const spelled = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

type Given = ModelFile['spec']['tests'][number];

const same = (actual: unknown, expected: unknown): boolean => {
  if (expected === null || actual === null) return actual === expected;
  if (typeof expected === 'number')
    return Math.abs(Number(actual) - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
  if (Array.isArray(expected) || typeof expected === 'object')
    return JSON.stringify(actual) === JSON.stringify(expected);
  return spelled(actual) === spelled(expected);
};

const matches = (actual: Row, expected: Row): boolean =>
  Object.entries(expected).every(
    ([column, value]) => column in actual && same(actual[column] ?? null, value),
  );

async function giveRows(
  warehouse: Warehouse,
  schema: string,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  const columns = await warehouse.rows<{ column_name: string; column_type: string }>(
    `describe main.${identifier(table)}`,
  );
  const types = new Map(columns.map((column) => [column.column_name, column.column_type]));
  const target = `${identifier(schema)}.${identifier(table)}`;
  const defaults: Row = types.has('_source') ? { _source: 'src' } : {};
  await warehouse.run(
    table === 'config'
      ? `create table ${target} as select * from main.config`
      : `create table ${target} as select * from main.${identifier(table)} where false`,
  );
  for (const { _times: times = 1, ...given } of rows) {
    const row = { ...defaults, ...given };
    const names = Object.keys(row);
    for (const name of names) if (!types.has(name)) throw new Error(`${table} has no column "${name}"`);
    const value = (name: string): string => {
      const raw = row[name];
      if (raw === null || raw === undefined) return 'null';
      const text = spelled(raw);
      return `cast(${literal(text)} as ${types.get(name) ?? 'varchar'})`;
    };
    if (table === 'config')
      await warehouse.run(
        `update ${target} set ${names.map((name) => `${identifier(name)} = ${value(name)}`).join(', ')}`,
      );
    else
      await warehouse.run(
        `insert into ${target} (${names.map(identifier).join(', ')}) select ${names.map(value).join(', ')} from range(${String(Number(times))})`,
      );
  }
}

/**
 * Runs one given → expected test of a model and says what differs, or nothing. Tables that are not given are
 * empty (reference tables and `config` keep their content). A row is given `_times` often, once without it.
 */
export async function differenceFromExpected(
  warehouse: Warehouse,
  model: ModelFile,
  reads: readonly string[],
  test: Given,
): Promise<string | undefined> {
  await warehouse.run(`drop schema if exists given cascade; create schema given`);
  const untouched = (table: string): boolean =>
    (table.startsWith('ref_') || table === 'config') && !(table in test.given);
  for (const table of new Set([...reads.filter((read) => !untouched(read)), ...Object.keys(test.given)]))
    await giveRows(warehouse, 'given', table, test.given[table] ?? []);
  await warehouse.run(`set search_path = 'given,main'`);
  const actual = await warehouse.rows(model.sql).finally(() => warehouse.run(`set search_path = 'main'`));
  const wanted = test.expected ?? test.expected_contains ?? [];
  const left = [...actual];
  const missing = wanted.filter((expected) => {
    const at = left.findIndex((row) => matches(row, expected));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const extra = test.expected === undefined ? [] : left;
  if (missing.length === 0 && extra.length === 0) return undefined;
  const columns = [...new Set(wanted.flatMap((row) => Object.keys(row)))];
  const shown = left.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])));
  return `missing: ${JSON.stringify(missing)}\nnot expected: ${JSON.stringify(shown)}`;
}
