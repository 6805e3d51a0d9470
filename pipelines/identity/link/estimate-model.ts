import { estimate, type PatternCounts } from '../../../src/stats/linkage/estimate.ts';
import { levelWeights } from '../../../src/stats/linkage/level-weights.ts';
import { priorWeight } from '../../../src/stats/linkage/milli-bits.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import type { BlockRule } from './block-rules.ts';
import { pairsOfRuleSql, type BlockCount } from './block-table.ts';
import type { LinkPlan } from './link-plan.ts';
import { countPatterns, levelCounts } from './patterns.ts';
import type { RecordCounts } from './pick-blocks.ts';

export interface Estimated {
  readonly m: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
  readonly lambda: number;
  readonly prior: number;
  readonly weights: readonly (readonly number[])[];
  readonly iterations: number;
  readonly comparedPairs: number;
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
  rules: readonly BlockRule[],
  blocks: readonly BlockCount[],
): Promise<PatternCounts> {
  const all = blocks.reduce((sum, { pairs }) => sum + pairs, 0);
  const share = Math.min(1, wantedPairs / Math.max(1, all));
  const pairs = plan.table('sample_pair');
  const scope =
    share >= 1 ? {} : { focus: `hash(l.no, 5) % ${String(million)} < ${String(Math.ceil(share * million))}` };
  await warehouse.run(`create or replace table ${pairs} (l integer, r integer)`);
  for (const [at, rule] of rules.entries())
    await warehouse.run(`insert into ${pairs} ${pairsOfRuleSql(plan, rule, at, scope)}`);
  const patterns = await countPatterns(
    warehouse,
    plan,
    `(select distinct l, r from ${pairs})`,
    1 / (1 - (1 - share) ** 2),
  );
  await warehouse.run(`drop table ${pairs}`);
  return patterns;
}

/** Estimates what each level of each field is worth in this data; see src/stats/linkage/estimate.ts. */
export async function estimateModel(
  warehouse: Warehouse,
  plan: LinkPlan,
  rules: readonly BlockRule[],
  blocks: readonly BlockCount[],
  counts: RecordCounts,
): Promise<Estimated> {
  const patterns = await candidatePairs(warehouse, plan, rules, blocks);
  const exhaustive = rules.some(({ atoms }) => atoms.length === 0);
  const random = levelCounts(plan, exhaustive ? patterns : await randomPairs(warehouse, plan, counts));
  const found = estimate({
    patterns,
    possiblePairs: counts.possiblePairs,
    random,
    priors: plan.fields.map(({ levels }) => levels),
    expectedMatches: 0.2 * counts.records,
  });
  return {
    ...found,
    prior: priorWeight(found.lambda),
    weights: found.m.map((m, field) => levelWeights(m, found.u[field] ?? [])),
    comparedPairs: patterns.counts.reduce((sum, count) => sum + count, 0),
  };
}
