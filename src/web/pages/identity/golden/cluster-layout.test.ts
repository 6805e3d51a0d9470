import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterLayout, maxDrawnRecords, type LayoutTie } from './cluster-layout.ts';

const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => `crm|${String(at)}`);
const size = [600, 320, { x: 30, y: 30 }] as const;

const cluster = fc.integer({ min: 1, max: maxDrawnRecords }).chain((count) =>
  fc.record({
    records: fc.constant(ids(count)),
    ties: fc.array(
      fc.record({
        left: fc.nat(count - 1).map((at) => `crm|${String(at)}`),
        right: fc.nat(count - 1).map((at) => `crm|${String(at)}`),
      }),
      { maxLength: 80 },
    ),
  }),
);

describe('a cluster as a drawing', () => {
  it('stays on the paper and never puts one record on another', () => {
    fc.assert(
      fc.property(cluster, ({ records, ties }) => {
        const places = [...clusterLayout(records, ties, ...size).values()];
        expect(places).toHaveLength(records.length);
        for (const { x, y } of places)
          expect(x >= 30 && x <= 570 && y >= 30 && y <= 290, `${String(x)}, ${String(y)}`).toBe(true);
        places.forEach((a, at) =>
          places.slice(at + 1).forEach((b) => expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(2)),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('is the same in whatever order records and ties come', () => {
    fc.assert(
      fc.property(cluster, ({ records, ties }) => {
        const turned: LayoutTie[] = ties.map(({ left, right }) => ({ left: right, right: left })).reverse();
        expect(clusterLayout([...records].reverse(), turned, ...size)).toEqual(
          clusterLayout(records, ties, ...size),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('draws tied records closer than others', () => {
    const two = ['a', 'b', 'c'].flatMap((name) => [`${name}|1`, `${name}|2`, `${name}|3`]);
    const ties = ['a', 'b', 'c'].flatMap((name) => [
      { left: `${name}|1`, right: `${name}|2` },
      { left: `${name}|2`, right: `${name}|3` },
      { left: `${name}|1`, right: `${name}|3` },
    ]);
    const places = clusterLayout(two, ties, 400, 400, { x: 20, y: 20 });
    const far = (a: string, b: string) =>
      Math.hypot(
        (places.get(a)?.x ?? 0) - (places.get(b)?.x ?? 0),
        (places.get(a)?.y ?? 0) - (places.get(b)?.y ?? 0),
      );
    expect(far('a|1', 'a|2')).toBeLessThan(far('a|1', 'b|1'));
    expect(far('b|2', 'b|3')).toBeLessThan(far('b|2', 'c|2'));
  });

  it('puts a single record in the middle', () => {
    expect([...clusterLayout(['a|1'], [], 100, 60, { x: 10, y: 10 }).values()]).toEqual([{ x: 50, y: 30 }]);
  });
});
