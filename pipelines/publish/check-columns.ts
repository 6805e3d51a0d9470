import { identifier } from '../../src/warehouse/quote.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import type { ModelFile } from './model-file.ts';
import type { CheckResult } from './run-checks.ts';

/** How the engine spells a type, so that `int` and `INTEGER` compare equal. */
async function canonicalType(warehouse: Warehouse, type: string): Promise<string> {
  const [row] = await warehouse.rows<{ column_type: string }>(`describe select cast(null as ${type}) as c`);
  return row?.column_type ?? type;
}

/** The table's columns must be exactly the declared ones, of the declared types (an ENUM passes for text). */
export async function checkColumns(warehouse: Warehouse, model: ModelFile): Promise<CheckResult> {
  const start = performance.now();
  const actual = await warehouse.rows<{ column_name: string; column_type: string }>(
    `describe ${identifier(model.name)}`,
  );
  const types = new Map(actual.map((column) => [column.column_name, column.column_type]));
  const sample: Record<string, unknown>[] = [];
  for (const [column, { type }] of Object.entries(model.spec.columns)) {
    const found = types.get(column);
    if (found === undefined) sample.push({ column, problem: 'declared but absent' });
    else if (type !== undefined) {
      const wanted = await canonicalType(warehouse, type);
      if (wanted !== found && !(wanted === 'VARCHAR' && found.startsWith('ENUM')))
        sample.push({ column, problem: `is ${found}, declared ${wanted}` });
    }
  }
  for (const column of types.keys())
    if (!(column in model.spec.columns)) sample.push({ column, problem: 'not declared' });
  return {
    model: model.name,
    rule: 'columns as declared',
    kind: 'columns',
    severity: 'error',
    ok: sample.length === 0,
    count: sample.length,
    sample: sample.slice(0, 5),
    ms: Math.round(performance.now() - start),
  };
}
