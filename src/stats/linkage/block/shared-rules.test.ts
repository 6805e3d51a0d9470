import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyBlocks } from './key-blocks.ts';
import { ruleRows, sharedRules } from './shared-rules.ts';

const records = 8;
/** Blocks of a rule, each a set of records. */
const blocks = fc.array(fc.uniqueArray(fc.nat(records - 1), { minLength: 2, maxLength: 4 }), {
  maxLength: 4,
});
const apart = blocks.map((all) => {
  const seen = new Set<number>();
  return all
    .map((block) => block.filter((record) => !seen.has(record) && seen.add(record)))
    .filter((block) => block.length > 1);
});

const made = (of: readonly (readonly number[])[], repeated: boolean) =>
  keyBlocks(
    records,
    {
      start: Int32Array.from([0, ...of.map((_, at) => of.slice(0, at + 1).flat().length)]),
      members: Int32Array.from(of.flatMap((block) => [...block].sort((a, b) => a - b))),
    },
    records,
    repeated,
  );

describe('rules that form a pair', () => {
  it('are all read at once, and the first block of the first of them forms it', () => {
    fc.assert(
      fc.property(apart, blocks, apart, (first, second, third) => {
        const all = [first, second, third];
        const rules = [made(first, false), made(second, true), made(third, false)];
        const { firstIn, read, bits } = sharedRules(rules, ruleRows(records, rules));
        for (let left = 0; left < records; left++)
          for (let right = left + 1; right < records; right++) {
            const holding = all.map((of) =>
              of.flatMap((block, at) => (block.includes(left) && block.includes(right) ? [at] : [])),
            );
            read(left, right);
            expect(bits[0]).toBe(holding.reduce((sum, at, rule) => sum + (at.length > 0 ? 1 << rule : 0), 0));
            const winner = holding.findIndex((at) => at.length > 0);
            for (const [rule, own] of holding.entries())
              for (const block of own)
                expect(firstIn(left, right, rule, block)).toBe(rule === winner && block === own[0]);
          }
      }),
    );
  });
});
