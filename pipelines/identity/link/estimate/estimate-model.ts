import { estimate, type LevelShares } from '../../../../src/stats/linkage/estimate/estimate.ts';
import { facing } from '../../../../src/stats/linkage/block/facing.ts';
import type { PatternCounts } from '../../../../src/stats/linkage/estimate/level-contexts.ts';
import type { FieldWeights } from '../../../../src/stats/linkage/weigh/field-weights.ts';
import type { FieldKind } from '../../../../src/stats/linkage/field-kind.ts';
import type { Followed } from '../../../../src/stats/linkage/estimate/find-followed.ts';
import { intList, joinInts } from '../../../../src/stats/linkage/code/int-list.ts';
import type { PairSearch } from '../../../../src/stats/linkage/block/bounded-pairs.ts';
import type { Premises, SharedEvidence } from '../../../../src/stats/linkage/weigh/pair-weight.ts';
import { levelPatterns } from '../../../../src/stats/linkage/estimate/level-patterns.ts';
import { placesWhere, type PairList } from '../../../../src/stats/linkage/block/pair-list.ts';
import { levelWeights } from '../../../../src/stats/linkage/estimate/level-weights.ts';
import {
  candidateShares,
  expectedMatches,
  randomShares,
} from '../../../../src/stats/linkage/estimate/sample-shares.ts';
import {
  differAmongMatches,
  matchesTold,
  onlyApart,
  onlySame,
  tellingApart,
} from '../../../../src/stats/linkage/estimate/telling-apart.ts';
import { priorWeight } from '../../../../src/stats/linkage/weigh/milli-bits.ts';
import { visitIntegers } from '../../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import type { CodedRecords } from '../records/coded-records.ts';
import { comparePairs } from '../compare/compare-pairs.ts';
import { formPairs } from '../block/form-pairs.ts';
import type { LinkPlan } from '../link-plan.ts';
import type { LinkThreads } from '../link-threads.ts';
import { calls, onlyName } from './only-name.ts';
import type { RecordCounts } from '../block/pick-blocks.ts';
import { premisesOf } from './premises.ts';
import { sharedEvidence, sharedFields } from './shared-evidence.ts';

type RuleBlocks = Pick<PairSearch, 'rules' | 'held'>;

export interface Estimated {
  readonly m: readonly LevelShares[];
  readonly u: readonly LevelShares[];
  readonly lambda: number;
  readonly prior: number;
  readonly weights: readonly FieldWeights[];
  readonly shared?: SharedEvidence;
  readonly premises: readonly Premises[];
  readonly iterations: number;
}

const wantedPairs = 500_000;
const wantedRandom = 150_000;
/** Records of each list of which all pairs are looked at. */
const mostOwn = 300;
const million = 1_000_000;
/** [LINK-54] Of matches of which only the name is known so many differ in its other words. */
const seldom = 0.01;

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
  const left = joinInts(samples.map(({ pairs }) => pairs.left));
  const right = joinInts(samples.map(({ pairs }) => pairs.right));
  const all = { size: left.length, left, right };
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

/** Whether the hash of something is in the share that each relation has. */
const shareSql = (of: string, shares: readonly number[]): string =>
  `hash(${of}) % ${String(million)} < case rel ${shares.map((share, rel) => `when ${String(rel)} then ${String(Math.ceil(share * million))}`).join(' ')} else 0 end`;

/** Every pair of records of a sample; both are drawn by the hash of their ids, so their order never matters. */
async function randomPairs(
  warehouse: Warehouse,
  plan: LinkPlan,
  records: CodedRecords,
  counts: RecordCounts,
): Promise<Sample> {
  const shares = randomShares(counts.perRelation, plan.within, wantedRandom);
  const chosen = await chosenRecords(warehouse, plan, records.records, shareSql('id, 3', shares));
  const members = placesWhere(records.records, (no) => chosen[no] === 1);
  const faces = facing(
    () => new Int32Array(members.length),
    members.length,
    undefined,
    plan.within ? undefined : records.relation,
  );
  const [left, right] = [intList(), intList()];
  faces.open(members, 0, members.length);
  for (let i = 0; i < members.length; i++) {
    const others = faces.of(i);
    for (let at = faces.begin; at < faces.end; at++) {
      left.push(members[i] ?? 0);
      right.push(members[others[at] ?? 0] ?? 0);
    }
  }
  return { pairs: { size: left.size, left: left.items(), right: right.items() }, scale: 1 };
}

/** Pairs of two records of one list, of each list's sample alike many; none where these are compared anyway. */
async function ownListPairs(
  warehouse: Warehouse,
  plan: LinkPlan,
  records: CodedRecords,
  counts: RecordCounts,
): Promise<Sample | undefined> {
  if (plan.within) return undefined;
  const shares = counts.perRelation.map((n) => Math.min(1, mostOwn / Math.max(1, n)));
  const chosen = await chosenRecords(warehouse, plan, records.records, shareSql('id, 7', shares));
  const [left, right] = [intList(), intList()];
  for (const rel of counts.perRelation.keys()) {
    const members = placesWhere(records.records, (no) => chosen[no] === 1 && records.relation[no] === rel);
    for (const [at, one] of members.entries())
      for (let other = at + 1; other < members.length; other++) {
        left.push(one);
        right.push(members[other] ?? 0);
      }
  }
  return { pairs: { size: left.size, left: left.items(), right: right.items() }, scale: 1 };
}

/** Candidate pairs of a sample of records, standing for all. */
async function candidatePairs(
  warehouse: Warehouse,
  plan: LinkPlan,
  records: CodedRecords,
  { rules, held }: RuleBlocks,
  counts: RecordCounts,
  threads: LinkThreads,
): Promise<Sample> {
  const all = rules.reduce((sum, { counts: { pairs } }) => sum + pairs, 0);
  const { shares, formed } = candidateShares(counts.perRelation, plan.within, wantedPairs / Math.max(1, all));
  const search = { features: records, rules, held, across: !plan.within };
  if (formed === 1) return { pairs: await formPairs(search, threads), scale: 1 };
  const focus = await chosenRecords(warehouse, plan, records.records, shareSql('no, 5', shares));
  return { pairs: await formPairs({ ...search, focus }, threads), scale: 1 / formed };
}

/** [LINK-33] A mailbox is mostly called as its owner is: it follows the name. */
const mailboxes = ({ fields, named }: LinkPlan): Followed[] =>
  named === undefined
    ? []
    : fields.filter(({ field }) => field.kind === 'email').map(({ at }) => ({ field: at, follows: named }));

/** [LINK-50] Fields that the settings say follow another. */
const saidTwice = ({ fields }: LinkPlan): Followed[] =>
  fields.flatMap(({ field: { follows }, at }) => {
    const followed = fields.find(({ field }) => field.name === follows);
    return follows === undefined || followed === undefined ? [] : [{ field: at, follows: followed.at }];
  });

/** What a record is called by: most matches agree in it. */
const namesRecords: ReadonlySet<FieldKind> = new Set(['company_name', 'full_name', 'surname']);

/** Estimates what each level of each field is worth in this data; see src/stats/linkage/estimate/estimate.ts. */
export async function estimateModel(
  warehouse: Warehouse,
  plan: LinkPlan,
  records: CodedRecords,
  blocks: RuleBlocks,
  counts: RecordCounts,
  threads: LinkThreads,
): Promise<Estimated> {
  const candidates = await candidatePairs(warehouse, plan, records, blocks, counts, threads);
  const exhaustive = blocks.rules.some((rule) => rule.counts.pairs === counts.possiblePairs);
  const called = plan.fields.filter(({ field }) => calls.has(field.kind)).map(({ at }) => at);
  const own = called.length === 0 ? undefined : await ownListPairs(warehouse, plan, records, counts);
  const samples = [
    candidates,
    ...(exhaustive ? [] : [await randomPairs(warehouse, plan, records, counts)]),
    ...(own === undefined ? [] : [own]),
  ];
  const found = await patternsOf(warehouse, plan, records, samples, threads);
  const ofOwn = own === undefined ? undefined : found.pop();
  const [patterns = nothing, random = patterns] = found;
  const common = sharedFields(plan);
  const only = onlyName(plan);
  const others = premisesOf(plan).find(({ of }) => of === 'names')?.differs ?? [];
  const estimated = estimate({
    patterns,
    possiblePairs: counts.possiblePairs,
    random,
    priors: plan.fields.map(({ levels }) => levels),
    apart: plan.fields.filter(({ swapsWith }) => swapsWith !== undefined).map(({ at }) => at),
    known: [...mailboxes(plan), ...saidTwice(plan)],
    names: plan.fields.filter(({ field }) => namesRecords.has(field.kind)).map(({ at }) => at),
    differ: plan.fields.map(({ at, field }) =>
      others.includes(at) ? seldom : differAmongMatches(field.kind),
    ),
    expectedMatches: expectedMatches(counts.perRelation, plan.within),
    ...(only !== undefined && plan.within ? { only: only.at } : {}),
    ...(only?.weighedBy === undefined ? {} : { inSteps: only.at }),
    ...(ofOwn === undefined ? {} : { ownList: { patterns: ofOwn, fields: called } }),
    ...(common === undefined ? {} : { shared: common }),
  });
  const shared = sharedEvidence(plan, estimated, counts.possiblePairs);
  const premises = premisesOf(plan);
  const m = plan.fields.map(({ at, field }) => matchesTold(field.kind, estimated.m[at] ?? { alone: [] }));
  return {
    ...estimated,
    m,
    ...(shared === undefined ? {} : { shared }),
    premises,
    prior: priorWeight(estimated.lambda),
    weights: plan.fields.map(({ at, field }) => {
      const [own = { alone: [] }, u = own] = [m[at], estimated.u[at]];
      const weights = tellingApart(field.kind, levelWeights(own, u));
      if (field.only_apart === true) return onlyApart(weights);
      return field.only_same === true ? onlySame(weights) : weights;
    }),
  };
}
