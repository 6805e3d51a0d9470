import { estimate, type LevelShares } from '../../../src/stats/linkage/estimate.ts';
import type { PatternCounts } from '../../../src/stats/linkage/level-contexts.ts';
import type { FieldWeights } from '../../../src/stats/linkage/field-weights.ts';
import type { Followed } from '../../../src/stats/linkage/find-followed.ts';
import { intList } from '../../../src/stats/linkage/int-list.ts';
import type { PairSearch } from '../../../src/stats/linkage/bounded-pairs.ts';
import type { SharedEvidence } from '../../../src/stats/linkage/pair-weight.ts';
import { levelPatterns } from '../../../src/stats/linkage/level-patterns.ts';
import { placesWhere, type PairList } from '../../../src/stats/linkage/pair-list.ts';
import { levelWeights } from '../../../src/stats/linkage/level-weights.ts';
import { matchesTold, tellingApart } from '../../../src/stats/linkage/telling-apart.ts';
import { priorWeight } from '../../../src/stats/linkage/milli-bits.ts';
import { visitIntegers } from '../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import type { CodedRecords } from './coded-records.ts';
import { comparePairs } from './compare-pairs.ts';
import { formPairs } from './form-pairs.ts';
import type { LinkPlan } from './link-plan.ts';
import type { LinkThreads } from './link-threads.ts';
import type { RecordCounts } from './pick-blocks.ts';
import { sharedEvidence, sharedFields } from './shared-evidence.ts';

type RuleBlocks = Pick<PairSearch, 'rules' | 'held'>;

export interface Estimated {
  readonly m: readonly LevelShares[];
  readonly u: readonly LevelShares[];
  readonly lambda: number;
  readonly prior: number;
  readonly weights: readonly FieldWeights[];
  readonly shared?: SharedEvidence;
  readonly iterations: number;
}

const wantedPairs = 500_000;
const wantedRandom = 150_000;
const million = 1_000_000;

const nothing: PatternCounts = { levels: new Int8Array(), counts: new Float64Array() };

type Pairs = Pick<PairList, 'size' | 'left' | 'right'>;

/** Pairs of a sample, each of which stands for so many. */
interface Sample {
  readonly pairs: Pairs;
  readonly scale: number;
}

/** The levels of the pairs of some samples as patterns. Compared at once: each question goes through all values. */
async function patternsOf(
  warehouse: Warehouse,
  plan: LinkPlan,
  records: CodedRecords,
  samples: readonly Sample[],
  threads: LinkThreads,
): Promise<PatternCounts[]> {
  const size = samples.reduce((sum, { pairs }) => sum + pairs.size, 0);
  const all = { size, left: new Int32Array(size), right: new Int32Array(size) };
  let filled = 0;
  for (const { pairs } of samples) {
    all.left.set(pairs.left, filled);
    all.right.set(pairs.right, filled);
    filled += pairs.size;
  }
  const levels = await comparePairs(warehouse, plan, records, all, threads);
  let from = 0;
  return samples.map(({ pairs, scale }) => {
    const to = from + pairs.size * records.fields;
    const own = levels.subarray(from, to);
    from = to;
    return levelPatterns(own, records.fields, scale);
  });
}

/** Numbers of the records for which a condition holds, as 1. */
async function chosenRecords(
  warehouse: Warehouse,
  plan: LinkPlan,
  records: number,
  condition: string,
): Promise<Uint8Array> {
  const chosen = new Uint8Array(records);
  await visitIntegers(warehouse, `select no from ${plan.table('code')} where ${condition}`, ([no], rows) => {
    for (let row = 0; row < rows; row++) chosen[no?.[row] ?? 0] = 1;
  });
  return chosen;
}

const shareSql = (of: string, share: number): string =>
  `hash(${of}) % ${String(million)} < ${String(Math.ceil(share * million))}`;

/** Every pair of records of a sample; both are drawn by the hash of their ids, so their order never matters. */
async function randomPairs(
  warehouse: Warehouse,
  plan: LinkPlan,
  records: CodedRecords,
  counts: RecordCounts,
): Promise<Sample> {
  const share = Math.sqrt(Math.min(1, wantedRandom / counts.possiblePairs));
  const chosen = await chosenRecords(warehouse, plan, records.records, shareSql('id, 3', share));
  const members = placesWhere(records.records, (no) => chosen[no] === 1);
  const [left, right] = [intList(), intList()];
  for (let i = 0; i < members.length; i++)
    for (let j = i + 1; j < members.length; j++) {
      const [one, other] = [members[i] ?? 0, members[j] ?? 0];
      if (!plan.within && records.relation[one] === records.relation[other]) continue;
      left.push(one);
      right.push(other);
    }
  return { pairs: { size: left.size, left: left.items(), right: right.items() }, scale: 1 };
}

/** Candidate pairs of a sample of records, standing for all. */
async function candidatePairs(
  warehouse: Warehouse,
  plan: LinkPlan,
  records: CodedRecords,
  { rules, held }: RuleBlocks,
  threads: LinkThreads,
): Promise<Sample> {
  const all = rules.reduce((sum, { counts }) => sum + counts.pairs, 0);
  // A pair is in the sample when one of its two records is.
  const share = 1 - Math.sqrt(1 - Math.min(1, wantedPairs / Math.max(1, all)));
  const focus =
    share < 1
      ? await chosenRecords(warehouse, plan, records.records, shareSql('no, 5', share))
      : new Uint8Array(records.records).fill(1);
  const pairs = await formPairs({ features: records, rules, held, focus, across: !plan.within }, threads);
  return { pairs, scale: 1 / (1 - (1 - share) ** 2) };
}

/** [LINK-33] A mailbox is mostly called as its owner is: it follows the name. */
const mailboxes = ({ fields, named }: LinkPlan): Followed[] =>
  named === undefined
    ? []
    : fields.filter(({ field }) => field.kind === 'email').map(({ at }) => ({ field: at, follows: named }));

/** Estimates what each level of each field is worth in this data; see src/stats/linkage/estimate.ts. */
export async function estimateModel(
  warehouse: Warehouse,
  plan: LinkPlan,
  records: CodedRecords,
  blocks: RuleBlocks,
  counts: RecordCounts,
  threads: LinkThreads,
): Promise<Estimated> {
  const candidates = await candidatePairs(warehouse, plan, records, blocks, threads);
  const exhaustive = blocks.rules.some((rule) => rule.counts.pairs === counts.possiblePairs);
  const samples = exhaustive
    ? [candidates]
    : [candidates, await randomPairs(warehouse, plan, records, counts)];
  const [patterns = nothing, random = patterns] = await patternsOf(
    warehouse,
    plan,
    records,
    samples,
    threads,
  );
  const common = sharedFields(plan);
  const found = estimate({
    patterns,
    possiblePairs: counts.possiblePairs,
    random,
    priors: plan.fields.map(({ levels }) => levels),
    apart: plan.fields.filter(({ swapsWith }) => swapsWith !== undefined).map(({ at }) => at),
    known: mailboxes(plan),
    expectedMatches: 0.2 * counts.records,
    ...(common === undefined ? {} : { shared: common }),
  });
  const shared = sharedEvidence(plan, found, counts.possiblePairs);
  const m = plan.fields.map(({ at, field }) => matchesTold(field.kind, found.m[at] ?? { alone: [] }));
  return {
    ...found,
    m,
    ...(shared === undefined ? {} : { shared }),
    prior: priorWeight(found.lambda),
    weights: plan.fields.map(({ at, field }) => {
      const [own = { alone: [] }, u = own] = [m[at], found.u[at]];
      return tellingApart(field.kind, levelWeights(own, u));
    }),
  };
}
