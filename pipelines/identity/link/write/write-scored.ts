import { integerAppender } from '../../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { begun, type Begun } from './begun.ts';
import type { LinkPlan } from '../link-plan.ts';
import { packedColumns } from '../records/packed-columns.ts';
import type { ScoredPairs } from '../compare/score-pairs.ts';

const batch = 65_536;

/**
 * Writes scored pairs to the table `pair_scored`: l, r, rules (one bit a rule), levels g…, rarity f…, base, weight. Ends
 * when the engine has them all, and goes on without this thread.
 */
export async function writeScored(
  warehouse: Warehouse,
  plan: LinkPlan,
  { pairs, levels, rare, base, weight }: ScoredPairs,
): Promise<Begun> {
  const all = plan.fields.map(({ at }) => at);
  const weighted = plan.fields.filter((field) => field.weighted).map(({ at }) => at);
  const g = packedColumns(levels, all.length, all, 'g');
  const f = packedColumns(rare, all.length, weighted, 'f');
  const scratch = plan.scratch('scored');
  const names = ['l', 'r', 'low', 'high', ...g.names, ...f.names, 'base', 'weight'];
  await warehouse.run(
    `create or replace temp table ${scratch} (${names.map((name) => `${name} integer`).join(', ')})`,
  );
  const appender = await integerAppender(warehouse, { name: scratch, catalog: 'temp' });
  for (let from = 0; from < pairs.size; from += batch) {
    const size = Math.min(batch, pairs.size - from);
    const part = (column: Int32Array): Int32Array => column.subarray(from, from + size);
    appender.append(
      [
        ...[pairs.left, pairs.right, pairs.low, pairs.high].map(part),
        ...g.pack(from, size),
        ...f.pack(from, size),
        part(base),
        part(weight),
      ],
      size,
    );
  }
  appender.close();
  const cells = [
    ...all.map((at, place) => `${g.unpacked[place] ?? ''}::tinyint as g${String(at)}`),
    ...weighted.map((at, place) => `${f.unpacked[place] ?? ''}::integer as f${String(at)}`),
  ];
  const made = warehouse.run(
    `create or replace table ${plan.table('pair_scored')} as
     select l, r, ((low::bigint & 4294967295) | (high::bigint << 32)) as rules, ${cells.join(', ')}, base, weight from ${scratch}`,
  );
  return begun(made.then(() => warehouse.run(`drop table ${scratch}`)));
}
