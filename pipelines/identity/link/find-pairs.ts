import { boundedPairs, type PairSearch } from '../../../src/stats/linkage/bounded-pairs.ts';
import type { FieldWeights } from '../../../src/stats/linkage/field-weights.ts';
import type { FieldBound } from '../../../src/stats/linkage/pair-bound.ts';
import { integerAppender } from '../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import type { LinkPlan } from './link-plan.ts';

const buffered = 65_536;

/** What bounds each field's weight. */
export const fieldBounds = (plan: LinkPlan, weights: readonly FieldWeights[]): FieldBound[] =>
  plan.fields.map(({ at, sql, swapsWith, field }) => ({
    weights: weights[at] ?? { alone: [] },
    possible: sql.possible,
    swap: swapsWith === undefined ? undefined : { with: swapsWith, counted: field.kind === 'surname' },
  }));

/**
 * Writes the pairs of a search to a table: l, r, low, high (one bit a rule), kept (1 when given whatever its weight) and
 * `f<field>`, what agreement on its value adds, for each field whose values count by how rare they are.
 */
export async function findPairs(
  warehouse: Warehouse,
  plan: LinkPlan,
  search: PairSearch,
  into: string,
): Promise<void> {
  const adjust = search.bound?.adjust;
  const weighted = plan.fields.filter((field) => field.weighted).map(({ at }) => at);
  const names = ['l', 'r', 'low', 'high', 'kept', ...weighted.map((at) => `f${String(at)}`)];
  await warehouse.run(
    `create or replace temp table ${into} (${names.map((name) => `${name} integer`).join(', ')})`,
  );
  const { codes, fields, records } = search.features;
  const kept = new Set((search.always ?? []).map(([left, right]) => left * records + right));
  const columns = names.map(() => new Int32Array(buffered));
  const [l, r, lows, highs, keeps, ...adds] = columns;
  const appender = await integerAppender(warehouse, { name: into, catalog: 'temp' });
  let rows = 0;
  try {
    boundedPairs(search, (left, right, low, high) => {
      if (!l || !r || !lows || !highs || !keeps) return;
      l[rows] = left;
      r[rows] = right;
      lows[rows] = low;
      highs[rows] = high;
      keeps[rows] = kept.size > 0 && kept.has(left * records + right) ? 1 : 0;
      for (let at = 0; at < weighted.length; at++) {
        const cell = left * fields + (weighted[at] ?? 0);
        const same = codes[cell] === codes[right * fields + (weighted[at] ?? 0)];
        const add = adds[at];
        if (add) add[rows] = same && adjust !== undefined ? (adjust[cell] ?? 0) : 0;
      }
      rows += 1;
      if (rows === buffered) {
        appender.append(columns, rows);
        rows = 0;
      }
    });
    appender.append(columns, rows);
  } finally {
    appender.close();
  }
}
