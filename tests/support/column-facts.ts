import type { ColumnFacts } from '../../src/stats/linkage/columns/column-kind.ts';

/** What is known of a column of a thousand rows in which nothing stands out but what is said. */
export const columnFacts = (name: string, more: Partial<ColumnFacts> = {}): ColumnFacts => ({
  name,
  rows: 1_000,
  filled: 900,
  distinct: 700,
  words: 1,
  emails: 0,
  dates: 0,
  numbers: 0,
  digits: 0,
  legalForms: 0,
  answers: 0,
  mixed: 0,
  codes: 0,
  titled: 0,
  han: 0,
  readable: 0,
  monthFirst: 0,
  dayFirst: 0,
  ...more,
});
