import type { QueryResult } from '../../../contract/api/query.ts';
import type { Compare } from '../../../contract/query.ts';

/**
 * What a metric can be compared with, and since when it is known where it cannot be with all. Where not even its value is
 * known, `unknownBefore` is that day.
 */
export const comparableWith = (
  { columns }: Pick<QueryResult, 'columns'>,
  metric: string,
  compares: readonly Compare[],
): {
  readonly comparable: readonly Compare[];
  readonly knownFrom?: string | undefined;
  readonly unknownBefore?: string | undefined;
} => {
  const of = (column: string): string | undefined => columns.find(({ name }) => name === column)?.knownFrom;
  const since = (compare: Compare): string | undefined => of(`${metric}__${compare}`);
  return {
    comparable: compares.filter((compare) => since(compare) === undefined),
    knownFrom: compares.map(since).find((day) => day !== undefined),
    unknownBefore: of(metric),
  };
};
