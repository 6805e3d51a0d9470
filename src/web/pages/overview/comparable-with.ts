import type { QueryResult } from '../../../contract/api/query.ts';
import type { Column } from '../../../contract/api/cell.ts';
import type { Compare } from '../../../contract/query.ts';

type Answer = Pick<QueryResult, 'columns'>;

/** [QUERY-13] [QUERY-14] The columns of metrics beside a time that they are not, or not in every step, compared with; the one known last first. */
export const uncompared = (
  { columns }: Answer,
  metrics: readonly string[],
  compares: readonly Compare[],
): Column[] =>
  metrics
    .flatMap((metric) => compares.map((compare) => `${metric}__${compare}`))
    .flatMap((wanted) => columns.filter(({ name, knownFrom }) => name === wanted && knownFrom !== undefined))
    .sort((a, b) => ((a.knownFrom ?? '') < (b.knownFrom ?? '') ? 1 : -1));

/** Whether a column gives nothing: a total, or a series without a known step. */
export const isWithheld = ({ knownFrom, knownStep }: Column): boolean =>
  knownFrom !== undefined && knownStep === undefined;

/** What the total of a metric can be compared with, and the column that cannot be, where one cannot. */
export const comparableWith = (
  answer: Answer,
  metric: string,
  compares: readonly Compare[],
): {
  readonly comparable: readonly Compare[];
  readonly missing?: Column | undefined;
  /** The one that it cannot be compared with, where it can with another. */
  readonly only?: Compare | undefined;
} => {
  const lacks = (compare: Compare): boolean => uncompared(answer, [metric], [compare]).length > 0;
  const comparable = compares.filter((compare) => !lacks(compare));
  return {
    comparable,
    missing: uncompared(answer, [metric], compares)[0],
    only: comparable.length === 0 ? undefined : compares.find(lacks),
  };
};
