import { expect, it } from 'vitest';
import { lostByFile } from './lost-by-file.ts';

it('[DATA-6] the lost columns of a file stand together, with what they mean for its rows', () => {
  const lost = [
    { column: 'phone', file: 'b.csv', rows: 3, kept: 2, empty: 1, held: 0 },
    { column: 'city', file: 'a.csv', rows: 2, kept: 0, empty: 0, held: 0 },
    { column: 'customer', file: 'a.csv', rows: 2, kept: 0, empty: 0, held: 2 },
    { column: 'city', file: 'b.csv', rows: 3, kept: 2, empty: 1, held: 0 },
  ];
  expect(lostByFile(lost)).toEqual([
    { file: 'b.csv', columns: ['phone', 'city'], kept: 2, empty: 1, held: 0 },
    { file: 'a.csv', columns: ['city', 'customer'], kept: 0, empty: 0, held: 2 },
  ]);
});
