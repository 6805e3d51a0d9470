import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rankKeys } from './rank-keys.ts';

const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
/** Few upper words, so that many keys share a bucket. */
const key = fc.tuple(fc.oneof(word, fc.constantFrom(0, 1, -1)), fc.oneof(word, fc.constantFrom(0, 5, -7)));
const unsigned = ([low, high]: readonly [number, number]): bigint =>
  (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);

it('numbers keys in the order of unsigned numbers, and says nothing of keys that come twice', () => {
  fc.assert(
    fc.property(fc.array(key, { maxLength: 200 }), (keys) => {
      const values = keys.map(unsigned);
      const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      const found = rankKeys(Int32Array.from(keys.flat()));
      if (new Set(values).size < values.length) expect(found).toBeUndefined();
      else expect([...(found ?? [])]).toEqual(values.map((value) => sorted.indexOf(value)));
    }),
  );
});
