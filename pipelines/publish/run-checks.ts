import { identifier } from '../../src/warehouse/quote.ts';
import type { Row, Warehouse } from '../../src/warehouse/open.ts';
import type { Progress } from '../../src/contract/progress.ts';
import type { Check, CheckKind } from './check.ts';

/** What a check found: how many rows break it and up to five of them. */
export interface CheckResult {
  readonly model: string;
  readonly rule: string;
  readonly kind: CheckKind;
  readonly severity: 'error' | 'warn';
  readonly ok: boolean;
  readonly count: number;
  readonly sample: readonly Row[];
  readonly ms: number;
}

const sampleSize = 5;

/** Row predicates of one table, counted in a single scan. */
async function countTogether(
  warehouse: Warehouse,
  model: string,
  checks: readonly Check[],
): Promise<number[]> {
  const counts = checks.map(
    (check, at) => `count(*) filter (where ${check.breaks ?? 'false'})::double as c${at}`,
  );
  const [row] = await warehouse.rows<Record<string, number>>(
    `select ${counts.join(', ')} from ${identifier(model)}`,
  );
  return checks.map((_, at) => row?.[`c${at}`] ?? 0);
}

async function countAlone(warehouse: Warehouse, check: Check): Promise<number> {
  const [row] = await warehouse.rows<{ n: number }>(
    `select count(*)::double as n from (${check.violations}\n)`,
  );
  return row?.n ?? 0;
}

/** Runs all checks; never throws for a broken rule, only for a rule the engine cannot read. */
export async function runChecks(
  warehouse: Warehouse,
  checks: readonly Check[],
  progress: Progress,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const models = [...new Set(checks.map((check) => check.model))];
  for (const [at, model] of models.entries()) {
    progress({ step: 'check', state: 'progress', item: model, done: at, total: models.length });
    const own = checks.filter((check) => check.model === model);
    const together = own.filter((check) => check.breaks !== undefined);
    const start = performance.now();
    const counts = together.length === 0 ? [] : await countTogether(warehouse, model, together);
    const share = Math.round((performance.now() - start) / Math.max(1, together.length));
    for (const check of own) {
      const begun = performance.now();
      const position = together.indexOf(check);
      const count = position >= 0 ? (counts[position] ?? 0) : await countAlone(warehouse, check);
      const sample =
        count === 0 ? [] : await warehouse.rows(`select * from (${check.violations}\n) limit ${sampleSize}`);
      const { rule, kind, severity } = check;
      const ms = Math.round(performance.now() - begun) + (position >= 0 ? share : 0);
      results.push({ model, rule, kind, severity, ok: count === 0, count, sample, ms });
    }
  }
  return results;
}
