import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyCell, partBits, partKeys, partTable } from './key-parts.ts';

const word = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));
const keys = fc.array(fc.tuple(word, word), { maxLength: 200 });
const laidOut = (of: readonly (readonly [number, number])[]): Int32Array => Int32Array.from(of.flat());

describe('keys in parts', () => {
  it('are all there but those of 0, in the order of the list, equal ones in one part', () => {
    fc.assert(
      fc.property(keys, fc.nat(11), (list, bits) => {
        const { start, cells } = partKeys(laidOut(list), bits);
        expect(start).toHaveLength(2 ** bits + 1);
        const partOf = new Map<string, number>();
        const numbers: number[] = [];
        for (let part = 0; part < 2 ** bits; part++) {
          let before = -1;
          for (let cell = start[part] ?? 0; cell < (start[part + 1] ?? 0); cell++) {
            const [low, high, number = -1] = cells.subarray(keyCell * cell, keyCell * (cell + 1));
            expect([low, high]).toEqual(list[number]);
            expect(number).toBeGreaterThan(before);
            before = number;
            numbers.push(number);
            const name = `${String(low)} ${String(high)}`;
            expect(partOf.get(name) ?? part).toBe(part);
            partOf.set(name, part);
          }
        }
        const said = list.flatMap(([low, high], at) => (low === 0 && high === 0 ? [] : [at]));
        expect(numbers.sort((a, b) => a - b)).toEqual(said);
      }),
    );
  });

  it('are found part by part: the first of equal ones, and none that is not there', () => {
    fc.assert(
      fc.property(keys, keys, fc.nat(11), (list, asked, bits) => {
        const parts = partKeys(laidOut(list), bits);
        const others = partKeys(laidOut(asked), bits);
        const table = partTable(parts);
        for (let part = 0; part < 2 ** bits; part++) {
          table.open(part);
          for (let cell = parts.start[part] ?? 0; cell < (parts.start[part + 1] ?? 0); cell++) {
            const [low, high] = parts.cells.subarray(keyCell * cell);
            const found = table.put(cell);
            const first = list.findIndex(([a, b]) => a === low && b === high);
            expect(parts.cells[keyCell * found + 2]).toBe(first);
          }
          for (let cell = others.start[part] ?? 0; cell < (others.start[part + 1] ?? 0); cell++) {
            const [low = 0, high = 0] = others.cells.subarray(keyCell * cell);
            const found = table.find(low, high);
            const first = list.findIndex(([a, b]) => a === low && b === high);
            expect(found < 0 ? -1 : parts.cells[keyCell * found + 2]).toBe(first);
          }
        }
      }),
    );
  });

  it('of a million are spread evenly, running numbers and pairs of them too', () => {
    const count = 1_000_000;
    const bits = partBits(count);
    expect(2 ** bits).toBe(512);
    for (const pair of [(at: number) => [at, 0], (at: number) => [at % 1_000, at], (at: number) => [1, at]]) {
      const list = new Int32Array(2 * count);
      for (let at = 0; at < count; at++) list.set(pair(at + 1), 2 * at);
      const { start } = partKeys(list, bits);
      let largest = 0;
      for (let part = 0; part < 512; part++)
        largest = Math.max(largest, (start[part + 1] ?? 0) - (start[part] ?? 0));
      expect(largest).toBeLessThan((2 * count) / 512);
    }
  });
});
