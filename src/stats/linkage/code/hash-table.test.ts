import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashTable } from './hash-table.ts';

const word = fc.integer({ min: -3, max: 3 });

describe('a table of 64-bit keys', () => {
  it('holds the first number of each key, and finds no other', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word)), fc.array(fc.tuple(word, word)), (keys, asked) => {
        const table = hashTable(keys.length);
        const held = new Map<string, number>();
        for (const [at, [low, high]] of keys.entries()) {
          const name = `${String(low)} ${String(high)}`;
          expect(table.add(low, high, at + 1)).toBe(held.get(name) ?? 0);
          if (!held.has(name)) held.set(name, at + 1);
        }
        for (const [low, high] of asked)
          expect(table.find(low, high)).toBe(held.get(`${String(low)} ${String(high)}`) ?? 0);
      }),
    );
  });

  it.each([0, 1_000])('made for %i keys holds a thousand, also where all begin at one place', (most) => {
    const table = hashTable(most);
    for (let key = 1; key <= 1_000; key++) expect(table.add(key << 16, 0, key)).toBe(0);
    for (let key = 1; key <= 1_000; key++) expect(table.find(key << 16, 0)).toBe(key);
    expect(table.find(7, 7)).toBe(0);
  });
});
