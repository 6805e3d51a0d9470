import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActiveIdentityDecision } from '../../../src/contract/identity-decision.ts';
import { clusterRecords } from './cluster-records.ts';
import { decidedGroups } from './decided-groups.ts';
import type { ScoredPairs } from './scored-pairs.ts';

const records = 12;
const id = (n: number): string => `src|${n}`;
const recordOf = (record: string): number | undefined => {
  const n = Number(record.split('|')[1]);
  return n < records ? n : undefined;
};
const stamp = { at: '2026-01-01T00:00:00Z', by: 'a', why: '', entity: 'customer' as const };
const someRecords = (min: number): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.integer({ min: 0, max: records - 1 }), { minLength: min, maxLength: 4 });

const decision: fc.Arbitrary<ActiveIdentityDecision> = fc.oneof(
  fc.record({ id: fc.uuid(), records: someRecords(2) }).map(({ id: own, records: of }) => ({
    ...stamp,
    id: own,
    kind: 'must_link' as const,
    records: of.map(id),
  })),
  fc
    .record({ id: fc.uuid(), left: someRecords(1), right: someRecords(1) })
    .filter(({ left, right }) => left.every((n) => !right.includes(n)))
    .map(({ id: own, left, right }) => ({
      ...stamp,
      id: own,
      kind: 'cannot_link' as const,
      left: left.map(id),
      right: right.map(id),
    })),
);
const edge = fc.record({
  left: fc.integer({ min: 0, max: records - 1 }),
  right: fc.integer({ min: 0, max: records - 1 }),
  weight: fc.integer({ min: 10_000, max: 40_000 }),
});

type Edge = { readonly left: number; readonly right: number; readonly weight: number };
const matched = (edges: readonly Edge[]): ScoredPairs => {
  const sorted = [...edges].sort((a, b) => b.weight - a.weight || a.left - b.left || a.right - b.right);
  return {
    left: Int32Array.from(sorted, ({ left }) => left),
    right: Int32Array.from(sorted, ({ right }) => right),
    weight: Int32Array.from(sorted, ({ weight }) => weight),
  };
};

const match = 3_000;

describe('[GOLDEN-4] decisions', () => {
  it('that are not overruled hold whatever the evidence and the sources say', () => {
    fc.assert(
      fc.property(
        fc.array(decision, { maxLength: 8 }),
        fc.array(edge, { maxLength: 30 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 0, max: 11 })), {
          maxLength: 5,
        }),
        (decisions, edges, said) => {
          const decided = decidedGroups(records, decisions, recordOf, said);
          const { cluster } = clusterRecords(records, matched(edges), decided, match);
          const of = (record: string): number => cluster[recordOf(record) ?? 0] ?? -1;
          for (const each of decisions) {
            if (decided.overruled.includes(each.id) || each.kind === 'pin' || each.kind === 'threshold')
              continue;
            if (each.kind === 'must_link') expect(new Set(each.records.map(of)).size).toBe(1);
            else for (const a of each.left) for (const b of each.right) expect(of(a)).not.toBe(of(b));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('overrule only what an older one says against them: the newest always holds', () => {
    fc.assert(
      fc.property(fc.array(decision, { minLength: 1, maxLength: 8 }), (decisions) => {
        expect(decidedGroups(records, decisions, recordOf).overruled).not.toContain(decisions.at(-1)?.id);
      }),
    );
  });

  it('keep apart through a third record, join against any weight, and pass over records that are gone', () => {
    const apart: ActiveIdentityDecision = {
      ...stamp,
      id: 'd1',
      kind: 'cannot_link',
      left: [id(0)],
      right: [id(2)],
    };
    const strong = matched([
      { left: 0, right: 1, weight: 30_000 },
      { left: 1, right: 2, weight: 20_000 },
    ]);
    const { cluster } = clusterRecords(3, strong, decidedGroups(3, [apart], recordOf), match);
    expect([...cluster]).toEqual([0, 0, 1]);
    const joined: ActiveIdentityDecision = {
      ...stamp,
      id: 'd2',
      kind: 'must_link',
      records: [id(0), id(2), id(99)],
    };
    const later = decidedGroups(3, [apart, joined], recordOf);
    expect([...clusterRecords(3, strong, later, match).cluster]).toEqual([0, 0, 0]);
    expect(later.overruled).toEqual(['d1']);
    expect(later.decisionOf.get('0|2')).toEqual({ id: 'd2', joins: true });
  });

  it('go before a merge or a branch that the source itself says', () => {
    const apart: ActiveIdentityDecision = {
      ...stamp,
      id: 'd1',
      kind: 'cannot_link',
      left: [id(0)],
      right: [id(1)],
    };
    const { cluster } = clusterRecords(2, matched([]), decidedGroups(2, [apart], recordOf, [[0, 1]]), match);
    expect([...cluster]).toEqual([0, 1]);
    expect([
      ...clusterRecords(2, matched([]), decidedGroups(2, [], recordOf, [[0, 1]]), match).cluster,
    ]).toEqual([0, 0]);
  });
});
