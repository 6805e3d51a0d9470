import type { RecordFeatures } from '../../../src/stats/linkage/record-features.ts';
import { countingOrder } from '../../../src/stats/linkage/counting-order.ts';
import { entityTerms } from '../../../src/stats/linkage/entity-terms.ts';
import { milliBits } from '../../../src/stats/linkage/milli-bits.ts';
import { integerAppender, visitIntegers } from '../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { literal } from '../../../src/warehouse/quote.ts';
import { rareCap, type LinkPlan, type PlannedField } from './link-plan.ts';
import type { Estimated } from './estimate-model.ts';

export const termTable = (plan: LinkPlan, { at }: Pick<PlannedField, 'at'>): string =>
  plan.table(`term_${String(at)}`);

/**
 * Counts how many entities (clusters of a first pass, so that repeats of one entity do not make its own values frequent)
 * carry each value: `term_<field>` (v, adjust: thousandths of a bit to add when both carry it; without a value what holds
 * for those not listed). What is usual is how often two entities drawn at random agree: u, and no less than the values' own
 * frequencies make it. A value rarer than that adds at most `rareCap`; a frequent one takes away what agreement on it is
 * not worth. Gives the same by record, a cell a field.
 */
export async function countTerms(
  warehouse: Warehouse,
  plan: LinkPlan,
  model: Pick<Estimated, 'u' | 'weights'>,
  features: RecordFeatures,
  cluster: Int32Array,
): Promise<Int16Array> {
  const { records, fields, codes } = features;
  const adjust = new Int16Array(records * fields);
  const order = countingOrder(cluster, records);
  for (const field of plan.fields) {
    const { at, best, weighted } = field;
    if (!weighted) continue;
    const { entities, sum } = entityTerms(features, at, cluster, order);
    const u = model.u[at]?.alone[best] ?? 1;
    const worth = Math.max(0, model.weights[at]?.alone[best] ?? 0);
    const usual = Math.max(u, entities.reduce((squares, n) => squares + n * n, 0) / Math.max(1, sum * sum));
    const adds = Int16Array.from(entities, (n) =>
      n === 0 ? 0 : Math.max(-worth, Math.min(rareCap, milliBits((usual * sum) / n))),
    );
    const holder = new Int32Array(entities.length).fill(-1);
    for (let record = 0; record < records; record++) {
      const code = codes[record * fields + at] ?? 0;
      if (code === 0) continue;
      adjust[record * fields + at] = adds[code] ?? 0;
      if (holder[code] === -1) holder[code] = record;
    }
    const listed = holder.map((_, code) => code).filter((code) => (entities[code] ?? 0) > 1);
    const rest = sum === 0 ? 0 : Math.max(-worth, Math.min(rareCap, milliBits(usual * sum)));
    await writeTerms(
      warehouse,
      plan,
      field,
      listed.map((code) => holder[code] ?? 0),
      listed.map((code) => adds[code] ?? 0),
      rest,
    );
  }
  return adjust;
}

async function writeTerms(
  warehouse: Warehouse,
  plan: LinkPlan,
  field: PlannedField,
  holder: Int32Array,
  adds: Int32Array,
  rest: number,
): Promise<void> {
  const held = plan.scratch('held');
  await warehouse.run(`create or replace temp table ${held} (no integer, adjust integer)`);
  const appender = await integerAppender(warehouse, { name: held, catalog: 'temp' });
  appender.append([holder, adds], holder.length);
  appender.close();
  await warehouse.run(
    `create or replace table ${termTable(plan, field)} as
     select r.v${String(field.at)} as v, h.adjust from ${held} h join ${plan.table('record')} r on r.no = h.no
     union all select null, ${String(rest)}`,
  );
  await warehouse.run(`drop table ${held}`);
}

/** What the terms of an earlier run add for each record, a cell a field. */
export async function readTerms(warehouse: Warehouse, plan: LinkPlan, records: number): Promise<Int16Array> {
  const fields = plan.fields.length;
  const adjust = new Int16Array(records * fields);
  for (const field of plan.fields.filter(({ weighted }) => weighted)) {
    const v = `v${String(field.at)}`;
    const terms = termTable(plan, field);
    await visitIntegers(
      warehouse,
      `select r.no, coalesce(t.adjust, (select max(adjust) from ${terms} where v is null), 0)::integer
       from ${plan.table('record')} r left join ${terms} t on t.v = r.${v} where r.${v} is not null`,
      ([no, adds], rows) => {
        for (let row = 0; row < rows; row++) adjust[(no?.[row] ?? 0) * fields + field.at] = adds?.[row] ?? 0;
      },
    );
  }
  return adjust;
}

/** For each record (`no`) a map of what agreement on its values adds, by name of field; fields that add nothing are left out. */
export function raritySql(plan: LinkPlan): string {
  const weighted = plan.fields.filter((field) => field.weighted);
  const entries = weighted.map(
    ({ field, at }) =>
      `(${literal(field.name)}, case when v${String(at)} is not null then coalesce(y${String(at)}.adjust, (select max(adjust) from ${termTable(plan, { at })} where v is null), 0) end)`,
  );
  const joins = weighted.map(
    ({ at }) =>
      `left join ${termTable(plan, { at })} y${String(at)} on y${String(at)}.v = record.v${String(at)}`,
  );
  const list = entries.length === 0 ? `[]::struct(k varchar, v integer)[]` : `[${entries.join(', ')}]`;
  return `select no, map_from_entries(list_filter(${list}, lambda entry: entry[2] <> 0)) as rarity from ${plan.table('record')} record ${joins.join(' ')}`;
}
