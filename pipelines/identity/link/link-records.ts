import { availableParallelism } from 'node:os';
import { silent, type Progress } from '../../../src/contract/progress.ts';
import type { LevelShares } from '../../../src/stats/linkage/estimate/estimate.ts';
import type { FieldWeights } from '../../../src/stats/linkage/weigh/field-weights.ts';
import { cellsAt, placesWhere } from '../../../src/stats/linkage/block/pair-list.ts';
import { weighPairs, type Premises } from '../../../src/stats/linkage/weigh/pair-weight.ts';
import { ruleRows } from '../../../src/stats/linkage/block/shared-rules.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import type { Begun } from './write/begun.ts';
import { readBlocks, type BlockRule } from './block/block-rules.ts';
import { pairClusterer, writeClusters, type ClusterPairs } from './cluster/cluster-pairs.ts';
import type { CodedRecords } from './records/coded-records.ts';
import { decidedPairs, writeDecided, type NamedDecisions } from './cluster/decided-pairs.ts';
import { estimateModel, type Estimated } from './estimate/estimate-model.ts';
import { formBlocks } from './block/form-blocks.ts';
import {
  fieldWeights,
  type BlockCount,
  type LinkModel,
  type ModelField,
  type ModelLevel,
} from './link-model.ts';
import { planLink, type LinkPlan, type LinkRelation, type PlannedField } from './link-plan.ts';
import type { LinkSettings } from './link-settings.ts';
import { linkThreads, type LinkThreads } from './link-threads.ts';
import { makeRecords } from './records/make-records.ts';
import { makePairView } from './write/pair-view.ts';
import { premisesOf } from './estimate/premises.ts';
import { rowsInOrder } from './records/rows-in-order.ts';
import { pickBlocks, type RecordCounts } from './block/pick-blocks.ts';
import {
  candidatePairs,
  matchWeight,
  reviewWeight,
  scorePairs,
  type ComparedPairs,
  type ScoredPairs,
} from './compare/score-pairs.ts';
import { tellSteps } from './tell-steps.ts';
import { countTerms, readTerms, type Adjustments } from './estimate/term-frequency.ts';
import { writeScored } from './write/write-scored.ts';

export interface LinkRequest extends NamedDecisions {
  readonly relations: readonly LinkRelation[];
  readonly settings: LinkSettings;
  /** The model of an earlier run under the same prefix, to score as it did instead of estimating anew. */
  readonly model?: LinkModel;
  /** Prefix of the tables left behind: `<prefix>record`, `<prefix>pair` (view), `<prefix>cluster` … */
  readonly prefix?: string;
  readonly progress?: Progress;
  /** Threads beside this one; as many as pay off when not said. */
  readonly beside?: number;
}

export interface LinkResult {
  readonly model: LinkModel;
  readonly plan: LinkPlan;
  /** For each record number the smallest record number of its cluster. */
  readonly cluster: Int32Array;
}

/** What values add, which goes on being written, and how many pairs matched before that was known. */
interface Terms {
  readonly adjust: Adjustments;
  readonly written?: Begun;
  readonly matches: number | undefined;
}

/** Clusters without term frequencies, from which those are counted. */
async function termsOf(
  warehouse: Warehouse,
  plan: LinkPlan,
  estimated: Estimated,
  records: CodedRecords,
  compared: ComparedPairs,
  clusterPairs: ClusterPairs,
  threads: LinkThreads,
): Promise<Terms> {
  const least = matchWeight(plan);
  const { pairs, levels } = compared;
  const { base } = weighPairs(records, pairs, levels, estimated);
  const places = placesWhere(base.length, (at) => (base[at] ?? 0) >= least);
  const matches = {
    left: cellsAt(pairs.left, places),
    right: cellsAt(pairs.right, places),
    weight: cellsAt(base, places),
  };
  const cluster = clusterPairs(matches);
  return {
    ...(await countTerms(warehouse, plan, estimated, records, cluster, threads)),
    matches: places.length,
  };
}

/** How many pairs the term frequencies moved over the match threshold, either way. */
function termEffect(
  plan: LinkPlan,
  { base, weight }: ScoredPairs,
  without: number | undefined,
): LinkModel['term_frequencies'] {
  const match = matchWeight(plan);
  let [now, both] = [0, 0];
  for (let pair = 0; pair < weight.length; pair++) {
    if ((weight[pair] ?? 0) < match) continue;
    now += 1;
    if ((base[pair] ?? 0) >= match) both += 1;
  }
  return {
    on: plan.settings.term_frequencies,
    matches_without: without ?? now,
    matches_with: now,
    gained: now - both,
    lost: (without ?? now) - both,
  };
}

/** What a model holds of its estimation. */
const estimateOf = (model: LinkModel, premises: readonly Premises[]): Estimated => ({
  m: model.fields.map(({ levels }) => ({ alone: levels.map(({ m }) => m) })),
  u: model.fields.map(({ levels }) => ({ alone: levels.map(({ u }) => u) })),
  weights: fieldWeights(model),
  lambda: model.lambda,
  prior: model.prior,
  ...(model.shared === undefined ? {} : { shared: model.shared }),
  premises,
  iterations: model.iterations,
});

const ruleText = (rule: BlockRule): string[] =>
  rule.atoms.map(({ field, part }) => (part === 'value' ? field.field.name : `${field.field.name}:${part}`));

function modelField({ at, field, levels }: PlannedField, { m, u, weights }: Estimated): ModelField {
  const table = (
    of: (shares: LevelShares | FieldWeights | undefined) => readonly number[] | undefined,
  ): ModelLevel[] =>
    levels.map(({ label }, level) => ({
      label,
      m: of(m[at])?.[level] ?? 0,
      u: of(u[at])?.[level] ?? 0,
      weight: of(weights[at])?.[level] ?? 0,
    }));
  const follows = weights[at]?.follows;
  return {
    name: field.name,
    kind: field.kind,
    levels: table((of) => of?.alone),
    ...(follows === undefined
      ? {}
      : {
          follows: {
            field: follows.field,
            from: follows.from,
            agrees: table((of) => of?.follows?.agrees),
            differs: table((of) => of?.follows?.differs),
          },
        }),
  };
}

function modelOf(
  plan: LinkPlan,
  counts: RecordCounts,
  blocking: { rules: readonly BlockRule[]; blocks: readonly BlockCount[]; coverage: number },
  estimated: Estimated,
  terms: LinkModel['term_frequencies'],
  found: { scored: number; clusters: number },
): LinkModel {
  return {
    version: 1,
    relations: plan.relations.map(({ name }) => name),
    settings: plan.settings,
    fields: plan.fields.map((field) => modelField(field, estimated)),
    lambda: estimated.lambda,
    prior: estimated.prior,
    ...(estimated.shared === undefined ? {} : { shared: estimated.shared }),
    thresholds: { match: matchWeight(plan), review: reviewWeight(plan) },
    rules: blocking.rules.map(ruleText),
    blocks: blocking.blocks,
    expected_coverage: blocking.coverage,
    iterations: estimated.iterations,
    term_frequencies: terms,
    counts: {
      records: counts.perRelation,
      possible_pairs: counts.possiblePairs,
      candidate_pairs: blocking.blocks.reduce((sum, { pairs }) => sum + pairs, 0),
      scored_pairs: found.scored,
      matches: terms.matches_with,
      clusters: found.clusters,
    },
  };
}

/** Up to so many records a thread takes longer to start than it saves. */
const recordsOfOne = 50_000;
const mostBeside = 3;

/**
 * Links the records of one or more relations. Leaves `record` (normal forms), `pair` (view; scored pairs at or above the
 * lower threshold, or decided), `cluster` (no, cluster) and what an increment needs. The result depends on the
 * records only, not on their order, on the number of threads or on whether the engine keeps the order of rows.
 */
export async function linkRecords(warehouse: Warehouse, request: LinkRequest): Promise<LinkResult> {
  const threads = linkThreads(request.beside ?? (await threadsBeside(warehouse, request.relations)));
  try {
    return await rowsInOrder(warehouse, () => linkWith(warehouse, request, threads));
  } finally {
    await threads.close();
  }
}

async function threadsBeside(warehouse: Warehouse, relations: readonly LinkRelation[]): Promise<number> {
  const [all] = await warehouse.rows<{ n: number }>(
    `select (${relations.map(({ source }) => `(select count(*) from ${source})`).join(' + ')})::double as n`,
  );
  return (all?.n ?? 0) > recordsOfOne ? Math.min(mostBeside, availableParallelism() - 1) : 0;
}

async function linkWith(
  warehouse: Warehouse,
  request: LinkRequest,
  threads: LinkThreads,
): Promise<LinkResult> {
  const { progress = silent, prefix = 'link_', model } = request;
  const plan = planLink(request.relations, request.settings, (name) => `${prefix}${name}`);
  const step = tellSteps(progress);
  const { counts, features } = await step('normalise', () =>
    makeRecords(warehouse, plan, threads, model !== undefined),
  );
  const constraints = await decidedPairs(warehouse, plan, request);
  await writeDecided(warehouse, plan, request);
  const { search, rules, coverage } = await step('block', async () => {
    const picked =
      model === undefined
        ? await pickBlocks(warehouse, plan, counts)
        : { rules: readBlocks(plan, model.rules), coverage: model.expected_coverage };
    const blocks = await formBlocks(warehouse, plan, picked.rules, counts, features, threads);
    const { always } = constraints;
    const held = ruleRows(counts.records, blocks, features.memory);
    return { ...picked, search: { features, rules: blocks, held, across: !plan.within, always } };
  });
  const estimated = await step('estimate', () =>
    model === undefined
      ? estimateModel(warehouse, plan, search.features, search, counts, threads)
      : Promise.resolve(estimateOf(model, premisesOf(plan))),
  );
  const compared = await step('compare', () => candidatePairs(warehouse, plan, estimated, search, threads));
  const clusterPairs = await pairClusterer(warehouse, plan, search.features, constraints);
  const terms = plan.settings.term_frequencies
    ? await step('terms', async (): Promise<Terms> =>
        model === undefined
          ? termsOf(warehouse, plan, estimated, search.features, compared, clusterPairs, threads)
          : { adjust: await readTerms(warehouse, plan, search.features), matches: undefined },
      )
    : undefined;
  return step('cluster', async () => {
    const known = { ...estimated, ...(terms === undefined ? {} : { adjust: terms.adjust }) };
    const scored = scorePairs(search.features, compared, known, reviewWeight(plan));
    await terms?.written?.done;
    const written = await writeScored(warehouse, plan, scored);
    const { left, right } = scored.pairs;
    const found = clusterPairs({ left, right, weight: scored.weight });
    await written.done;
    await writeClusters(warehouse, plan, found, plan.table('cluster'));
    let clusters = 0;
    found.forEach((of, no) => (clusters += of === no ? 1 : 0));
    const blocks = search.rules.map((block, at) => ({ rule: rules[at]?.name ?? '', ...block.counts }));
    const outcome = modelOf(
      plan,
      counts,
      { rules, blocks, coverage },
      estimated,
      termEffect(plan, scored, terms?.matches),
      { scored: scored.weight.length, clusters },
    );
    await makePairView(warehouse, plan, outcome);
    return { model: outcome, plan, cluster: found };
  });
}
