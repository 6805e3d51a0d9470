import type { QueryResult } from '../../../contract/api/query.ts';
import type { Compare } from '../../../contract/query.ts';

/** What a metric can be compared with, and since when it is known where it cannot be with all. */
export const comparableWith = (
  { columns }: Pick<QueryResult, 'columns'>,
  metric: string,
  compares: readonly Compare[],
): {
  readonly comparable: readonly Compare[];
  readonly knownFrom?: string | undefined;
} => {
  const since = (compare: Compare): string | undefined =>
    columns.find(({ name }) => name === `${metric}__${compare}`)?.knownFrom;
  return {
    comparable: compares.filter((compare) => since(compare) === undefined),
    knownFrom: compares.map(since).find((day) => day !== undefined),
  };
};
