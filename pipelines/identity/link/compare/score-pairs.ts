import type { PairSearch } from '../../../../src/stats/linkage/block/bounded-pairs.ts';
import type { FieldWeights } from '../../../../src/stats/linkage/weigh/field-weights.ts';
import type { FieldBound } from '../../../../src/stats/linkage/block/bound-tables.ts';
import {
  cellsAt,
  pairsAt,
  placesWhere,
  type PairList,
} from '../../../../src/stats/linkage/block/pair-list.ts';
import { weighPairs, type WeightModel } from '../../../../src/stats/linkage/weigh/pair-weight.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import type { CodedRecords } from '../records/coded-records.ts';
import { comparedField, comparePairs } from './compare-pairs.ts';
import { formPairs } from '../block/form-pairs.ts';
import { rareCap, type LinkPlan } from '../link-plan.ts';
import type { LinkThreads } from '../link-threads.ts';

const bits = (weight: number): number => Math.round(weight * 1000);
export const reviewWeight = (plan: LinkPlan): number => bits(plan.settings.thresholds.review);
export const matchWeight = (plan: LinkPlan): number => bits(plan.settings.thresholds.match);

/** Pairs to look for. */
export type LinkSearch = Omit<PairSearch, 'bound' | 'features'> & { readonly features: CodedRecords };

/** Scored pairs, one entry a pair; `levels` and `rare` row-major, one cell a field. */
export interface ScoredPairs {
  readonly pairs: PairList;
  readonly levels: Int8Array;
  readonly rare: Int16Array;
  readonly base: Int32Array;
  readonly weight: Int32Array;
}

/** What bounds each field's weight. */
const fieldBounds = (plan: LinkPlan, weights: readonly FieldWeights[]): FieldBound[] =>
  plan.fields.map((field) => ({
    ...comparedField(field),
    weights: weights[field.at] ?? { alone: [] },
    rare: field.weighted ? rareCap : 0,
  }));

/** Rows of so many cells at these places. */
function rowsAt<Cells extends Int8Array | Int16Array>(
  cells: Cells,
  fields: number,
  places: Int32Array,
  into: Cells,
): Cells {
  for (let to = 0; to < places.length; to++) {
    const row = (places[to] ?? 0) * fields;
    for (let at = 0; at < fields; at++) into[to * fields + at] = cells[row + at] ?? 0;
  }
  return into;
}

/** Pairs that may matter, and their levels: row-major, one cell a field. */
export interface ComparedPairs {
  readonly pairs: PairList;
  readonly levels: Int8Array;
}

/**
 * Forms the pairs of a search whose weight may reach the lower threshold, however rare their values, and compares them.
 * Pairs whose bound is below are dropped before anything is compared, which loses none that would reach it.
 */
export async function candidatePairs(
  warehouse: Warehouse,
  plan: LinkPlan,
  model: WeightModel,
  search: LinkSearch,
  threads: LinkThreads,
): Promise<ComparedPairs> {
  const bound = {
    prior: model.prior,
    fields: fieldBounds(plan, model.weights),
    threshold: Math.min(matchWeight(plan), reviewWeight(plan)),
  };
  const pairs = await formPairs({ ...search, bound }, threads);
  return { pairs, levels: await comparePairs(warehouse, plan, search.features, pairs, threads) };
}

/** Weighs compared pairs: those at or above `least`, or kept. */
export function scorePairs(
  records: CodedRecords,
  { pairs, levels }: ComparedPairs,
  model: WeightModel,
  least: number,
): ScoredPairs {
  const { fields } = records;
  const { base, weight, rare } = weighPairs(records, pairs, levels, model);
  const places = placesWhere(pairs.size, (at) => pairs.kept[at] === 1 || (weight[at] ?? 0) >= least);
  if (places.length === pairs.size) return { pairs, levels, rare, base, weight };
  return {
    pairs: pairsAt(pairs, places),
    levels: rowsAt(levels, fields, places, new Int8Array(places.length * fields)),
    rare: rowsAt(rare, fields, places, new Int16Array(places.length * fields)),
    base: cellsAt(base, places),
    weight: cellsAt(weight, places),
  };
}
