import { expect, it } from 'vitest';
import { noneTheSame, rareAsInOneList } from './own-list.ts';

it('[LINK-49] what two of one list never share is no likelier by chance across lists', () => {
  const [different, similar, same] = rareAsInOneList([9_900, 40, 60], [9_990, 10, 0]);
  expect(same).toBeCloseTo(0.5, 6);
  expect(similar).toBeCloseTo(10, 6);
  expect((different ?? 0) + (similar ?? 0) + (same ?? 0)).toBeCloseTo(10_000, 6);
});

it('a list in which things repeat, or of a few records, says nothing', () => {
  expect(rareAsInOneList([9_900, 40, 60], [800, 100, 100])).toEqual([9_900, 40, 60]);
  expect(rareAsInOneList([9_900, 40, 60], [45, 0, 0])).toEqual([9_900, 40, 60]);
  expect(rareAsInOneList([9_900, 40, 60], [0, 0, 0])).toEqual([9_900, 40, 60]);
});

it('[LINK-49] where nothing but a name is said, no two things have the same', () => {
  expect(noneTheSame([9_900, 40, 60])).toEqual([9_959.5, 40, 0.5]);
  expect(noneTheSame([9_960, 40, 0])).toEqual([9_960, 40, 0]);
});
