import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overruledDecisions } from './overruled.ts';
import { formClusters } from '../../../pipelines/identity/golden/form-clusters.ts';
import { seriesSayings } from '../../stats/linkage/cluster/series-sayings.ts';
import type { ActiveIdentityDecision } from '../../contract/identity-decision.ts';
import { acceptablePairs } from './acceptable-pairs.ts';
import { clusterEffect, type ClusterState } from './cluster-answer.ts';
import { decidedPairs } from './decided-pairs.ts';
import type { ClusterData } from './cluster-data.ts';
import { clusterThread } from './cluster-thread.ts';

const records = 10;
const id = (n: number): string => `src|${n}`;
const numbers = new Map(Array.from({ length: records }, (_, n) => [id(n), n]));
const empty = new Int32Array();

type Edge = readonly [left: number, right: number, weight: number];
const edge: fc.Arbitrary<Edge> = fc
  .tuple(fc.nat(records - 1), fc.nat(records - 1), fc.integer({ min: 0, max: 20_000 }))
  .filter(([a, b]) => a < b);
const edges = fc
  .uniqueArray(edge, { maxLength: 16, selector: ([a, b]) => a * records + b })
  .map((all) => [...all].sort((x, y) => y[2] - x[2] || x[0] - y[0] || x[1] - y[1]));

/** Records as they were never served before, or served each as a golden customer of its own. */
const dataOf = (pairs: readonly Edge[], served: boolean): ClusterData => ({
  records,
  pairs: {
    left: Int32Array.from(pairs, ([a]) => a),
    right: Int32Array.from(pairs, ([, b]) => b),
    weight: Int32Array.from(pairs, ([, , weight]) => weight),
  },
  said: { left: empty, right: empty },
  once: new Int32Array(records),
  series: seriesSayings(Array.from({ length: records }, () => null)),
  known: {
    count: served ? records : 0,
    previous: Int32Array.from({ length: records }, (_, n) => (served ? n : -1)),
    redirect: new Int32Array(served ? records : 0).fill(-1),
    retired: new Int32Array(served ? records : 0).fill(-1),
    formerId: empty,
    formerRecord: empty,
    mintedKey: empty,
    mintedId: empty,
  },
  stake: Float64Array.from({ length: served ? records : 0 }, (_, n) => n),
});

const stamp = { at: '', by: '', why: '', entity: 'customer' as const };
const decision: fc.Arbitrary<ActiveIdentityDecision> = fc
  .tuple(fc.uuid(), fc.nat(records - 1), fc.nat(records - 1), fc.boolean())
  .filter(([, a, b]) => a !== b)
  .map(([own, a, b, joins]) =>
    joins
      ? { ...stamp, id: own, kind: 'must_link', records: [id(a), id(b)] }
      : { ...stamp, id: own, kind: 'cannot_link', left: [id(a)], right: [id(b)] },
  );
const state = fc
  .tuple(fc.array(decision, { maxLength: 5 }), fc.integer({ min: 0, max: 20_000 }))
  .map(([decisions, match]): ClusterState => ({ decisions, thresholds: { match, review: 0 } }));

const clustersOf = (data: ClusterData, { thresholds, decisions }: ClusterState): Int32Array =>
  formClusters({
    records,
    pairs: data.pairs,
    thresholds,
    decisions,
    numbers,
    said: [],
    once: data.once,
    series: data.series,
  }).clusters.cluster;

describe('[REVIEW-4] the effect of decisions and thresholds', () => {
  it('tells every golden customer that changes, whole, and no other', () => {
    fc.assert(
      fc.property(edges, fc.boolean(), state, state, (pairs, served, before, after) => {
        const data = dataOf(pairs, served);
        const task = { kind: 'effect' as const, data, numbers, before, after, watch: [], limit: 100 };
        const { changes, golden, merged, split, review } = clusterEffect(task);
        const [was, is] = [clustersOf(data, before), clustersOf(data, after)];
        const parts = (of: Int32Array): string[] =>
          [...new Set(of)].map((at) => [...of.keys()].filter((n) => of[n] === at).join(' '));
        const left = new Set(parts(was));
        for (const { before: gone } of changes)
          if (gone.length > 0) expect(left.delete(gone.join(' '))).toBe(true);
        for (const { after: come } of changes) if (come.length > 0) left.add(come.join(' '));
        expect([...left].sort()).toEqual(parts(is).sort());
        expect(golden).toEqual({ before: parts(was).length, after: parts(is).length });
        for (const change of changes) expect(change.before).not.toEqual(change.after);
        const several = (a: Int32Array, b: Int32Array): number =>
          [...new Set(a)].filter(
            (at) => new Set([...a.keys()].filter((n) => a[n] === at).map((n) => b[n])).size > 1,
          ).length;
        expect([merged, split]).toEqual([several(is, was), several(was, is)]);
        const open = (of: Int32Array, { thresholds, decisions }: ClusterState): number => {
          const said = decidedPairs(decisions, 'customer').map((pair) => `${pair.left} ${pair.right}`);
          return pairs.filter(
            ([a, b, weight]) =>
              weight >= thresholds.review && of[a] !== of[b] && !said.includes(`${id(a)} ${id(b)}`),
          ).length;
        };
        expect(review, '[REVIEW-2]').toEqual({ before: open(was, before), after: open(is, after) });
      }),
      { numRuns: 300 },
    );
  });

  it('of joining two records is that their customers are one: none is split', () => {
    fc.assert(
      fc.property(
        edges,
        fc.uniqueArray(fc.nat(records - 1), { minLength: 2, maxLength: 2 }),
        (pairs, two) => {
          const before: ClusterState = { decisions: [], thresholds: { match: 3_000, review: 0 } };
          const joined = { ...stamp, id: 'new', kind: 'must_link' as const, records: two.map(id) };
          const after = { ...before, decisions: [joined] };
          const data = dataOf(pairs, true);
          const was = clustersOf(data, before);
          const apart = was[two[0] ?? 0] !== was[two[1] ?? 0];
          const task = { kind: 'effect' as const, data, numbers, before, after, watch: [], limit: 100 };
          const { merged, split } = clusterEffect(task);
          expect(split).toBe(0);
          if (apart) expect(merged).toBeGreaterThan(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of a watched record tells its golden customer though nothing changes', () => {
    const nothing = { decisions: [], thresholds: { match: 0, review: 0 } };
    const data = dataOf([[2, 5, 9_000]], true);
    const task = {
      kind: 'effect' as const,
      data,
      numbers,
      before: nothing,
      after: nothing,
      watch: [5],
      limit: 9,
    };
    const { changes, watched } = clusterEffect(task);
    expect(changes).toEqual([]);
    expect(watched).toMatchObject([{ known: 2, before: [2, 5], after: [2, 5], stake: 7 }]);
  });
});

describe('[REVIEW-7] pairs accepted at once', () => {
  it('all come to be one, overrule no decision, and leave out only what is one or kept apart', () => {
    fc.assert(
      fc.property(edges, state, (pairs, now) => {
        const data = dataOf(pairs, false);
        const { left, right } = data.pairs;
        const { taken, chance, questions } = acceptablePairs({
          kind: 'accept',
          data,
          numbers,
          state: now,
          left,
          right,
        });
        expect(chance).toHaveLength(taken.length);
        const mask = left.map((_, at) => (taken.includes(at) ? 1 : 0));
        const accepted = [...taken].map((at): ActiveIdentityDecision => ({
          ...stamp,
          id: `new ${at}`,
          kind: 'must_link',
          records: [id(left[at] ?? 0), id(right[at] ?? 0)],
        }));
        const then = { ...now, decisions: [...now.decisions, ...accepted] };
        const own = (record: string): string => record;
        expect([...overruledDecisions(then.decisions, own)]).toEqual([
          ...overruledDecisions(now.decisions, own),
        ]);
        const [was, is] = [clustersOf(data, now), clustersOf(data, then)];
        const asked = [...taken].map((at) =>
          [was[left[at] ?? 0] ?? 0, was[right[at] ?? 0] ?? 0].sort((a, b) => a - b).join(' '),
        );
        expect(questions).toBe(new Set(asked).size);
        for (const at of mask.keys()) {
          const [a, b] = [left[at] ?? 0, right[at] ?? 0];
          if (mask[at] === 1) expect(is[a]).toBe(is[b]);
          if (was[a] === was[b]) expect(mask[at]).toBe(0);
        }
        if (now.decisions.every(({ kind }) => kind === 'must_link'))
          for (const at of mask.keys())
            expect(mask[at]).toBe(was[left[at] ?? 0] === was[right[at] ?? 0] ? 0 : 1);
      }),
      { numRuns: 300 },
    );
  });

  it('[LINK-16] make no two records of a source one that holds every customer once, and split nobody', () => {
    const once = fc.array(fc.nat(2), { minLength: records, maxLength: records });
    fc.assert(
      fc.property(edges, once, fc.integer({ min: 0, max: 20_000 }), (pairs, of, match) => {
        const data = { ...dataOf(pairs, false), once: Int32Array.from(of) };
        const { left, right } = data.pairs;
        const now: ClusterState = { decisions: [], thresholds: { match, review: 0 } };
        const { taken, chance } = acceptablePairs({ kind: 'accept', data, numbers, state: now, left, right });
        expect(chance).toHaveLength(taken.length);
        const accepted = [...taken].map((at): ActiveIdentityDecision => ({
          ...stamp,
          id: `new ${at}`,
          kind: 'must_link',
          records: [id(left[at] ?? 0), id(right[at] ?? 0)],
        }));
        const [was, is] = [clustersOf(data, now), clustersOf(data, { ...now, decisions: accepted })];
        for (let a = 0; a < records; a++)
          for (let b = 0; b < a; b++) {
            if (of[a] !== 0 && of[a] === of[b]) expect(is[a]).not.toBe(is[b]);
            if (was[a] === was[b]) expect(is[a]).toBe(is[b]);
          }
        for (const at of taken) expect(is[left[at] ?? 0]).toBe(is[right[at] ?? 0]);
        // Every pair left out is one already, or would have made two records of such a source one.
        const twice = (a: number, b: number): boolean =>
          of.some(
            (source, x) =>
              source !== 0 && is[x] === a && of.some((same, y) => same === source && is[y] === b),
          );
        for (const at of left.keys()) {
          const [a, b] = [is[left[at] ?? 0] ?? 0, is[right[at] ?? 0] ?? 0];
          if (!taken.includes(at) && a !== b) expect(twice(a, b)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a pair that clustering kept apart is as likely as the mean of all pairs between the two customers, one that is not kept at -6 bits', () => {
    const state = { decisions: [], thresholds: { match: 3_000, review: 0 } };
    const [left, right] = [Int32Array.of(1, 4), Int32Array.of(2, 5)];
    const accept = (data: ClusterData): number[] => [
      ...acceptablePairs({ kind: 'accept', data, numbers, state, left, right }).chance,
    ];
    const pairs: Edge[] = [
      [0, 1, 20_000],
      [2, 3, 20_000],
      [3, 6, 20_000],
      [1, 2, 4_000],
      [4, 5, 2_000],
    ];
    const odds = (bits: number): number => 1 / (1 + 2 ** -bits);
    const [kept, alone] = accept(dataOf(pairs, false));
    expect(kept, 'one of six pairs is kept').toBeCloseTo(odds((4 - 5 * 6) / 6), 9);
    expect(alone, 'two records alone: their own probability').toBeCloseTo(odds(2), 9);
    const known = { ...dataOf(pairs, false), said: { left: Int32Array.of(0), right: Int32Array.of(1) } };
    expect(accept(known)[0], 'of what a source says is one, one of three').toBeCloseTo(
      odds((4 - 2 * 6) / 3),
      9,
    );
  });
});

describe('the thread that forms clusters', () => {
  it('answers as the function does; a task that fails harms no other', async () => {
    const thread = clusterThread();
    const nothing = { decisions: [], thresholds: { match: 0, review: 0 } };
    const data = dataOf([[0, 1, 9_000]], true);
    const after = { ...nothing, thresholds: { match: 10_000, review: 0 } };
    const task = { kind: 'effect' as const, data, numbers, before: nothing, after, watch: [], limit: 9 };
    const broken = { ...task, data: { ...data, pairs: undefined as never } };
    const [good, bad] = await Promise.allSettled([thread.effect(task), thread.effect(broken)]);
    expect(good).toEqual({ status: 'fulfilled', value: clusterEffect(task) });
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'internal' } });
    expect(await thread.effect(task)).toEqual(clusterEffect(task));
    await thread.close();
    const hasty = clusterThread(1);
    await expect(hasty.effect(task), 'a thread takes longer to start').rejects.toMatchObject({
      code: 'timeout',
    });
    await hasty.close();
  });
});
