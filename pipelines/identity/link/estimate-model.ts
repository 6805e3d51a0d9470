import { estimate, type LevelShares, type PatternCounts } from '../../../src/stats/linkage/estimate.ts';
import type { RecordFeatures } from '../../../src/stats/linkage/record-features.ts';
import type { FieldWeights } from '../../../src/stats/linkage/field-weights.ts';
import type { KeyBlocks } from '../../../src/stats/linkage/key-blocks.ts';
import { levelWeights } from '../../../src/stats/linkage/level-weights.ts';
import { priorWeight } from '../../../src/stats/linkage/milli-bits.ts';
import { visitIntegers } from '../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { findPairs } from './find-pairs.ts';
import type { LinkPlan } from './link-plan.ts';
import { countPatterns } from './patterns.ts';
import type { RecordCounts } from './pick-blocks.ts';

export interface Estimated {
  readonly m: readonly LevelShares[];
  readonly u: readonly LevelShares[];
  readonly lambda: number;
  readonly prior: number;
  readonly weights: readonly FieldWeights[];
  readonly iterations: number;
}

const wantedPairs = 500_000;
const wantedRandom = 150_000;
const million = 1_000_000;

/** Every pair of records of a sample; both are drawn by the hash of their ids, so their order never matters. */
async function randomPairs(
  warehouse: Warehouse,
  plan: LinkPlan,
  counts: RecordCounts,
): Promise<PatternCounts> {
  const share = Math.sqrt(Math.min(1, wantedRandom / counts.possiblePairs));
  const pairs = plan.table('random_pair');
  const sample = `(select no, rel from ${plan.table('record')} where hash(id, 3) % ${String(million)} < ${String(Math.ceil(share * million))})`;
  await warehouse.run(
    `create or replace table ${pairs} as select l.no as l, r.no as r from ${sample} l join ${sample} r on l.no < r.no${plan.within ? '' : ' and l.rel <> r.rel'}`,
  );
  const patterns = await countPatterns(warehouse, plan, pairs, 1);
  await warehouse.run(`drop table ${pairs}`);
  return patterns;
}

/** Candidate pairs of a sample of records, standing for all. */
async function candidatePairs(
  warehouse: Warehouse,
  plan: LinkPlan,
  features: RecordFeatures,
  rules: readonly KeyBlocks[],
): Promise<PatternCounts> {
  const all = rules.reduce((sum, { counts }) => sum + counts.pairs, 0);
  const share = Math.min(1, wantedPairs / Math.max(1, all));
  const pairs = plan.scratch('sample_pair');
  const focus = new Uint8Array(features.records).fill(share >= 1 ? 1 : 0);
  if (share < 1)
    await visitIntegers(
      warehouse,
      `select no from ${plan.table('record')} where hash(no, 5) % ${String(million)} < ${String(Math.ceil(share * million))}`,
      ([no], rows) => {
        for (let row = 0; row < rows; row++) focus[no?.[row] ?? 0] = 1;
      },
    );
  await findPairs(warehouse, plan, { features, rules, focus, across: !plan.within }, pairs);
  const patterns = await countPatterns(warehouse, plan, pairs, 1 / (1 - (1 - share) ** 2));
  await warehouse.run(`drop table ${pairs}`);
  return patterns;
}

/** Estimates what each level of each field is worth in this data; see src/stats/linkage/estimate.ts. */
export async function estimateModel(
  warehouse: Warehouse,
  plan: LinkPlan,
  features: RecordFeatures,
  rules: readonly KeyBlocks[],
  counts: RecordCounts,
): Promise<Estimated> {
  const patterns = await candidatePairs(warehouse, plan, features, rules);
  const exhaustive = rules.some((rule) => rule.counts.pairs === counts.possiblePairs);
  const random = exhaustive ? patterns : await randomPairs(warehouse, plan, counts);
  const found = estimate({
    patterns,
    possiblePairs: counts.possiblePairs,
    random,
    priors: plan.fields.map(({ levels }) => levels),
    apart: plan.fields.filter(({ swapsWith }) => swapsWith !== undefined).map(({ at }) => at),
    expectedMatches: 0.2 * counts.records,
  });
  return {
    ...found,
    prior: priorWeight(found.lambda),
    weights: found.m.map((m, field) => levelWeights(m, found.u[field] ?? m)),
  };
}
