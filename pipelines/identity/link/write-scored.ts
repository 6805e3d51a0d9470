import { integerAppender } from '../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import type { LinkPlan } from './link-plan.ts';
import type { ScoredPairs } from './score-pairs.ts';

const batch = 65_536;

/** Writes scored pairs to the table `pair_scored`: l, r, rules (one bit a rule), levels g…, rarity f…, base, weight. */
export async function writeScored(
  warehouse: Warehouse,
  plan: LinkPlan,
  { pairs, levels, rare, base, weight }: ScoredPairs,
): Promise<void> {
  const fields = plan.fields.length;
  const weighted = plan.fields.filter((field) => field.weighted).map(({ at }) => at);
  const [g, f] = [plan.fields.map(({ at }) => `g${String(at)}`), weighted.map((at) => `f${String(at)}`)];
  const scratch = plan.scratch('scored');
  const names = ['l', 'r', 'low', 'high', ...g, ...f, 'base', 'weight'];
  await warehouse.run(
    `create or replace temp table ${scratch} (${names.map((name) => `${name} integer`).join(', ')})`,
  );
  const appender = await integerAppender(warehouse, { name: scratch, catalog: 'temp' });
  for (let from = 0; from < pairs.size; from += batch) {
    const size = Math.min(batch, pairs.size - from);
    const cells = (rows: Int8Array | Int16Array, at: number): Int32Array => {
      const column = new Int32Array(size);
      for (let pair = 0; pair < size; pair++) column[pair] = rows[(from + pair) * fields + at] ?? 0;
      return column;
    };
    const part = (column: Int32Array): Int32Array => column.subarray(from, from + size);
    appender.append(
      [
        ...[pairs.left, pairs.right, pairs.low, pairs.high].map(part),
        ...plan.fields.map(({ at }) => cells(levels, at)),
        ...weighted.map((at) => cells(rare, at)),
        part(base),
        part(weight),
      ],
      size,
    );
  }
  appender.close();
  await warehouse.run(
    `create or replace table ${plan.table('pair_scored')} as
     select l, r, ((low::bigint & 4294967295) | (high::bigint << 32)) as rules, ${g.map((name) => `${name}::tinyint as ${name}`).join(', ')}${f.map((name) => `, ${name}`).join('')}, base, weight from ${scratch}`,
  );
  await warehouse.run(`drop table ${scratch}`);
}
