import { expect, it } from 'vitest';
import { fallingTail, thinTail } from './falling-tail.ts';

const expected = [0.9, 0.06, 0.02, 0.005, 0.0015, 0.0005];
const sum = (pairs: readonly number[]): number => pairs.reduce((all, n) => all + n, 0);

it('[LINK-53] what is more than the steps before lead to is no chance', () => {
  const pairs = [9_000, 400, 200, 90, 80, 60];
  const found = fallingTail(pairs, expected);
  expect(found.slice(1, 4)).toEqual([400, 200, 90]);
  expect(found[4]).toBeCloseTo(40.5, 6);
  expect(found[5]).toBeCloseTo(18.225, 6);
  expect(sum(found)).toBeCloseTo(sum(pairs), 6);
});

it('[LINK-53] a tail that falls by itself stays as it is, and no step is taken to be steeper than the priors', () => {
  expect(fallingTail([9_000, 400, 100, 25, 6, 1], expected)).toEqual([9_000, 400, 100, 25, 6, 1]);
  const [, , , third = 0] = fallingTail([9_000, 400, 2, 3, 0, 0], expected);
  expect(third).toBeCloseTo(0.5, 6);
});

it('[LINK-53] what no pair shows is as rare as the steps lead to, and half a pair at most', () => {
  const [, , , , fourth = 0, fifth = 0] = fallingTail([99_000, 400, 40, 2, 0, 0], expected);
  expect(fourth).toBeCloseTo(0.5, 6);
  expect(fifth).toBeCloseTo(0.5 / 3, 6);
});

it('[LINK-53] pairs of one list tell how rare a level is where five or more are so alike', () => {
  expect(thinTail([9_000, 400, 100, 9, 3, 1])).toBe(4);
  expect(thinTail([9_000, 400, 100, 9, 4, 6])).toBe(6);
  expect(thinTail([9_000, 400, 0, 0, 0, 0])).toBe(3);
});
