import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  plainBlockPairs,
  foundWords,
  type BlockPairs,
  type BlockSearch,
} from '../../../../src/stats/linkage/block/block-pairs.ts';
import type { FieldBound, PairBound } from '../../../../src/stats/linkage/block/bound-tables.ts';
import {
  plainLevels,
  type ComparedField,
  type CompareTask,
  type FindLevels,
} from '../../../../src/stats/linkage/compare/find-levels.ts';
import { kernelLevels } from '../../../../src/stats/linkage/kernel/kernel-levels.ts';
import { keyBlocks } from '../../../../src/stats/linkage/block/key-blocks.ts';
import { withLength, type Likeness } from '../../../../src/stats/linkage/code/likeness.ts';
import { rowStride } from '../../../../src/stats/linkage/code/record-features.ts';
import { ruleRows } from '../../../../src/stats/linkage/block/shared-rules.ts';
import {
  inKernelMemory,
  kernelMemory,
  sharedWords,
} from '../../../../src/stats/linkage/kernel/kernel-memory.ts';
import { kernelBlockPairs } from '../../../../src/stats/linkage/kernel/kernel-pairs.ts';
import { compileLevels, compilePairs } from './compile-kernels.ts';

const [records, fields, levels] = [12, 5, 4];
const stride = rowStride(fields);

const likeness: fc.Arbitrary<Likeness> = fc.oneof(
  fc.constantFrom<Likeness>(
    { test: 'always' },
    { test: 'same_letters' },
    { test: 'one_edit' },
    { test: 'swapped_day' },
    { test: 'same_day' },
    { test: 'same_end' },
    { test: 'same_family' },
  ),
  fc.double({ min: 0.8, max: 1.8, noNaN: true }).map((least): Likeness => ({ test: 'letters', least })),
  fc.nat(6).map((most): Likeness => ({ test: 'apart', most })),
  fc.nat(4).map((most): Likeness => ({ test: 'digits', most })),
  fc.nat(8).map((bytes): Likeness => ({ test: 'short', bytes })),
);

const weights = fc
  .array(fc.integer({ min: -8_000, max: 12_000 }), { minLength: levels, maxLength: levels })
  .map((drawn) => drawn.sort((a, b) => a - b));

/** Each may follow one before it; the first two may have changed places. */
const bound: fc.Arbitrary<PairBound> = fc.record({
  prior: fc.constant(-5_000),
  threshold: fc.integer({ min: -20_000, max: 20_000 }),
  fields: fc
    .array(
      fc.record({
        alone: weights,
        agrees: weights,
        differs: weights,
        follows: fc.nat(fields),
        from: fc.integer({ min: 1, max: levels - 1 }),
        rare: fc.nat(3_000),
        possible: fc.array(fc.array(likeness, { maxLength: 2 }), { maxLength: levels - 2 }),
      }),
      { minLength: fields, maxLength: fields },
    )
    .map((drawn) =>
      drawn.map(({ alone, agrees, differs, follows, from, rare, possible }, at): FieldBound => ({
        weights:
          follows === 0 || follows > at
            ? { alone }
            : { alone, follows: { field: follows - 1, from, agrees, differs } },
        rare,
        possible,
        swap: at > 1 ? undefined : { with: 1 - at, counted: at === 1 },
      })),
    ),
});

/** A signature: few letters or digits, ends that are often the same or unknown, and a length. */
const signature = fc
  .record({
    low: fc.oneof(fc.constantFrom(0, 3, 0x20261105, 0x20261106, 0x20260511), fc.integer()),
    high: fc.constantFrom(0, 5, (1 << 7) | (2 << 16), (1 << 7) | (3 << 16), (4 << 7) | (2 << 16)),
    bytes: fc.constantFrom(1, 4, 5, 6, 9, 62, 63, 70),
  })
  .map(({ low, high, bytes }): [number, number] => [low, withLength(high, bytes)]);

const rows = fc.record({
  codes: fc.array(fc.nat(3), { minLength: records * fields, maxLength: records * fields }),
  signed: fc.array(signature, { minLength: 8, maxLength: 8 }),
});

/** Puts codes, and of each its signature, into the rows of the records. */
function fillRows(into: Int32Array, codes: readonly number[], signed: readonly [number, number][]): void {
  codes.forEach((code, cell) => {
    const [record, field] = [Math.floor(cell / fields), cell % fields];
    into.set([code], record * stride + field);
    into.set(signed[(code + 3 * field) % 8] ?? [0, 0], record * stride + fields + 2 * field);
  });
}

const group = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: records, maxLength: records });

/** The blocks of records that have one number; 0 for none. */
function blocksOf(drawn: readonly number[], repeated: boolean): BlockSearch['rules'][number] {
  const groups = [1, 2, 3].map((key) => drawn.flatMap((own, record) => (own === key ? [record] : [])));
  const held = groups.filter(({ length }) => length > 1);
  return keyBlocks(
    records,
    {
      start: Int32Array.from([0, ...held.map((_, at) => held.slice(0, at + 1).flat().length)]),
      members: Int32Array.from(held.flat()),
    },
    records,
    repeated,
  );
}

/** All that is found in all blocks of all rules. */
function allFound(pairs: BlockPairs, { rules }: BlockSearch): number[][] {
  const others = pairs.list();
  for (let at = 0; at < records; at++) others[at] = at;
  return rules.flatMap(({ start, members }, rule) =>
    Array.from({ length: start.length - 1 }, (_, block) => {
      const [from, to] = [start[block] ?? 0, start[block + 1] ?? 0];
      pairs.open(members, from, to - from);
      return Array.from({ length: to - from }, (_, left) => {
        const size = pairs.near(left, others, left + 1, to - from, { rule, block });
        return [rule, block, left, ...pairs.found.subarray(0, foundWords * size)];
      });
    }).flat(),
  );
}

/** Memory of a kernel, which every machine has room for that runs tests. */
function memoryHere(): WebAssembly.Memory {
  const memory = kernelMemory();
  if (memory === undefined) throw new Error('no addresses for a kernel');
  return memory;
}

describe('[LINK-4] what bounds pairs, compiled', () => {
  it('finds the same pairs and rules as the plain bound, whatever fields, values and rules there are', async () => {
    await fc.assert(
      fc.asyncProperty(
        bound,
        fc.array(rows, { minLength: 4, maxLength: 4 }),
        fc.array(group, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (of, tables, groups, several) => {
          const memory = memoryHere();
          const own = sharedWords(records * stride, memory);
          const rules = groups.map((drawn, at) => blocksOf(drawn, several && at === 1));
          const held = ruleRows(records, rules, memory);
          expect(inKernelMemory(own) && inKernelMemory(held.rows)).toBe(true);
          const features = { records, fields, rows: own, stride, memory, relation: new Uint8Array(records) };
          const search: BlockSearch = { features, rules, held, bound: of };
          const module = await compilePairs(of, { fields, stride, width: held.width });
          for (const { codes, signed } of tables) {
            fillRows(own, codes, signed);
            const compiled = kernelBlockPairs({ module, memory }, search, records, 1);
            expect(compiled && allFound(compiled, search)).toEqual(
              allFound(plainBlockPairs(search, records), search),
            );
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is left aside when its memory has no room', async () => {
    const memory = memoryHere();
    const none = new Int32Array();
    const features = { records: 0, fields: 1, rows: none, stride: 16, memory, relation: new Uint8Array() };
    const search: BlockSearch = { features, rules: [], held: { rows: none, width: 4 } };
    const of: PairBound = { prior: 0, threshold: 0, fields: [] };
    const module = await compilePairs(of, { fields: 0, stride: 16, width: 4 });
    expect(kernelBlockPairs({ module, memory }, search, 1 << 30, 1)).toBeUndefined();
    expect(sharedWords(8, memory)).toHaveLength(8);
  });
});

/** All levels that are found, and all values that are asked for. */
function allLevels(find: FindLevels, { levels }: CompareTask): number[][] {
  levels.fill(-9);
  const asked: number[][] = [];
  const size = levels.length / fields;
  find(0, Math.floor(size / 3), (...of) => asked.push(of));
  find(Math.floor(size / 3), size, (...of) => asked.push(of));
  return [[...levels], ...asked];
}

const compared: fc.Arbitrary<ComparedField[]> = fc
  .array(
    fc.record({
      best: fc.integer({ min: 1, max: levels }),
      possible: fc.array(fc.array(likeness, { maxLength: 2 }), { maxLength: levels - 1 }),
    }),
    { minLength: fields, maxLength: fields },
  )
  .map((drawn) =>
    drawn.map((field, at): ComparedField => ({
      ...field,
      swap: at > 1 ? undefined : { with: 1 - at, counted: at === 1 },
    })),
  );

describe('[LINK-4] what compares pairs, compiled', () => {
  it('finds the same levels and asks for the same values, whatever fields and values there are', async () => {
    await fc.assert(
      fc.asyncProperty(compared, fc.array(rows, { minLength: 4, maxLength: 4 }), async (of, tables) => {
        const memory = memoryHere();
        const own = sharedWords(records * stride, memory);
        // Each with each, three times: more than are compared at once.
        const each = Array.from({ length: 3 * records * records }, (_, at) => at % (records * records));
        const task: CompareTask = {
          features: { rows: own, fields, stride },
          pairs: {
            left: Int32Array.from(each, (at) => Math.floor(at / records)),
            right: Int32Array.from(each, (at) => at % records),
          },
          fields: of,
          levels: new Int8Array(each.length * fields),
        };
        const module = await compileLevels(of, { fields, stride });
        for (const { codes, signed } of tables) {
          fillRows(own, codes, signed);
          const compiled = kernelLevels({ module, memory }, task);
          expect(compiled && allLevels(compiled, task)).toEqual(allLevels(plainLevels(task), task));
        }
      }),
      { numRuns: 20 },
    );
  });
});
