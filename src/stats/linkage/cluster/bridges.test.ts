import fc from 'fast-check';
import { expect, it } from 'vitest';
import { weakBridges } from './bridges.ts';

/** Components without one edge, by repeated sweeping. */
function components(count: number, edges: readonly (readonly [number, number])[]): number {
  const label = Array.from({ length: count }, (_, at) => at);
  for (let round = 0; round < count; round++)
    for (const [a, b] of edges) label[a] = label[b] = Math.min(label[a] ?? 0, label[b] ?? 0);
  return new Set(label).size;
}

it('an edge is a bridge exactly when there are more components without it', () => {
  const edge = fc
    .tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 }))
    .filter(([a, b]) => a !== b);
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 14 }), (edges) => {
      const left = Int32Array.from(edges, ([a]) => a);
      const right = Int32Array.from(edges, ([, b]) => b);
      const whole = components(8, edges);
      const wanted = edges.flatMap((_, at) =>
        components(
          8,
          edges.filter((__, other) => other !== at),
        ) > whole
          ? [at]
          : [],
      );
      expect(weakBridges(8, left, right)).toEqual(wanted);
    }),
  );
});
