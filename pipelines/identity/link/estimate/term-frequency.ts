import { groupedRecords } from '../../../../src/stats/linkage/weigh/entity-terms.ts';
import { joinInts } from '../../../../src/stats/linkage/code/int-list.ts';
import { placesWhere } from '../../../../src/stats/linkage/block/pair-list.ts';
import { milliBits } from '../../../../src/stats/linkage/weigh/milli-bits.ts';
import { visitIntegers } from '../../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { literal } from '../../../../src/warehouse/quote.ts';
import { valueTable, type CodedRecords } from '../records/coded-records.ts';
import { begun, type Begun } from '../write/begun.ts';
import { rareCap, type LinkPlan, type PlannedField } from '../link-plan.ts';
import type { LinkThreads } from '../link-threads.ts';
import { numberTable } from '../records/number-table.ts';
import type { Estimated } from './estimate-model.ts';

/** What agreement on a value adds, in thousandths of a bit, by field and code. */
export type Adjustments = readonly (Int16Array | undefined)[];

export const termTable = (plan: LinkPlan, { at }: Pick<PlannedField, 'at'>): string =>
  plan.table(`term_${String(at)}`);

/**
 * Counts how many entities (clusters of a first pass, so that repeats of one entity do not make its own values frequent)
 * carry each value: `term_<field>` (v, adjust: thousandths of a bit to add when both carry it; without a value what holds
 * for those not listed). What is usual is how often two entities drawn at random agree: u, and no less than the values' own
 * frequencies make it. A value rarer than that adds at most `rareCap`; a frequent one takes away what agreement on it is
 * not worth. Gives the same by field and code.
 */
export async function countTerms(
  warehouse: Warehouse,
  plan: LinkPlan,
  model: Pick<Estimated, 'u' | 'weights'>,
  records: CodedRecords,
  cluster: Int32Array,
  threads: LinkThreads,
): Promise<{ readonly adjust: Adjustments; readonly written: Begun }> {
  const adjust: (Int16Array | undefined)[] = plan.fields.map(() => undefined);
  const weighted = plan.fields.filter((field) => field.weighted);
  const terms: FieldTerms[] = [];
  const { codes, records: count } = records;
  const task = {
    features: { codes, records: count },
    fields: weighted.map(({ at }) => at),
    cluster,
    grouped: groupedRecords(cluster),
  };
  const counted = await threads.run('terms', task, weighted.length);
  for (const [place, field] of weighted.entries()) {
    const { at, best } = field;
    const { entities, sum } = counted[place] ?? { entities: new Int32Array(), sum: 0 };
    const u = model.u[at]?.alone[best] ?? 1;
    const worth = Math.max(0, model.weights[at]?.alone[best] ?? 0);
    const usual = Math.max(u, entities.reduce((squares, n) => squares + n * n, 0) / Math.max(1, sum * sum));
    const adds = new Int16Array(entities.length);
    for (let code = 0; code < adds.length; code++) {
      const n = entities[code] ?? 0;
      adds[code] = n === 0 ? 0 : Math.max(-worth, Math.min(rareCap, milliBits((usual * sum) / n)));
    }
    adjust[at] = adds;
    const listed = placesWhere(entities.length, (code) => (entities[code] ?? 0) > 1);
    const rest = sum === 0 ? 0 : Math.max(-worth, Math.min(rareCap, milliBits(usual * sum)));
    terms.push({
      field,
      ranks: listed.map((code) => records.ranks[at]?.[code] ?? 0),
      adds: listed.map((code) => adds[code] ?? 0),
      rest,
    });
  }
  return { adjust, written: await writeTerms(warehouse, plan, terms) };
}

/** What values of a field add, by their ranks, and what those add that are not listed. */
interface FieldTerms {
  readonly field: PlannedField;
  readonly ranks: Int32Array;
  readonly adds: Int32Array;
  readonly rest: number;
}

async function writeTerms(
  warehouse: Warehouse,
  plan: LinkPlan,
  terms: readonly FieldTerms[],
): Promise<Begun> {
  const held = plan.scratch('held');
  const column = (of: (each: FieldTerms) => Int32Array): Int32Array => joinInts(terms.map(of));
  await numberTable(
    warehouse,
    held,
    ['field', 'rank', 'adjust'],
    [
      column(({ field, ranks }) => new Int32Array(ranks.length).fill(field.at)),
      column(({ ranks }) => ranks),
      column(({ adds }) => adds),
    ],
  );
  const tables = terms.map(
    ({ field, rest }) =>
      `create or replace table ${termTable(plan, field)} as
       select x.v, h.adjust from ${held} h join ${valueTable(plan, field.at)} x using (rank) where h.field = ${String(field.at)}
       union all select null, ${String(rest)}`,
  );
  return begun(warehouse.run([...tables, `drop table ${held}`].join('; ')));
}

/** What the terms of an earlier run add. */
export async function readTerms(
  warehouse: Warehouse,
  plan: LinkPlan,
  { ranks }: CodedRecords,
): Promise<Adjustments> {
  const adjust: (Int16Array | undefined)[] = plan.fields.map(() => undefined);
  for (const field of plan.fields.filter(({ weighted }) => weighted)) {
    const terms = termTable(plan, field);
    const byRank = new Map<number, number>();
    await visitIntegers(
      warehouse,
      `select x.rank, coalesce(t.adjust, (select max(adjust) from ${terms} where v is null), 0)::integer
       from ${valueTable(plan, field.at)} x left join ${terms} t on t.v = x.v where x.v is not null`,
      ([rank, adds], rows) => {
        for (let row = 0; row < rows; row++) byRank.set(rank?.[row] ?? 0, adds?.[row] ?? 0);
      },
    );
    adjust[field.at] = Int16Array.from(ranks[field.at] ?? [], (rank) => byRank.get(rank) ?? 0);
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
