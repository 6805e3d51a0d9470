import { expect, it } from 'vitest';
import { lostByFile } from './lost-by-file.ts';

it('[DATA-6] the lost columns of a file stand together', () => {
  const lost = [
    { column: 'phone', file: 'b.csv', rows: 1 },
    { column: 'city', file: 'a.csv', rows: 2 },
    { column: 'city', file: 'b.csv', rows: 1 },
  ];
  expect(lostByFile(lost)).toEqual([
    { file: 'b.csv', columns: ['phone', 'city'] },
    { file: 'a.csv', columns: ['city'] },
  ]);
});
