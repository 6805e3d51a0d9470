import type { Cell, Column } from '../../contract/api/cell.ts';
import type { QueryResult } from '../../contract/api/query.ts';
import type { Missing } from '../../messages/told-missing.ts';
import { needsHistory } from '../../metrics/known-part.ts';
import { isUnplaced } from '../../metrics/not-kept-by.ts';
import { metricById, metricDimensions } from '../../metrics/registry.ts';

type Answer = Pick<QueryResult, 'columns' | 'rows'>;

interface Told {
  readonly name: string;
  readonly type: 'date' | 'text';
  readonly cell: (missing: Missing) => Cell;
}

/**
 * [API-19] Why a value of an answer is missing, in columns after all others, on the rows where it is: of each metric that
 * takes a history, since when it is known; of each that may not be kept by what is asked or may be seen, by which; of both,
 * why, which `why` says in the reader's language. `asked` are the dimensions of the question; which columns there are hangs
 * on the question alone.
 */
export function toldUnknown(
  metrics: readonly string[],
  asked: readonly string[],
  { columns, rows }: Answer,
  why: (missing: Missing) => string | undefined,
): Answer {
  const told = metrics.map((metric) => ({ metric, columns: toldOf(metric, asked, why) }));
  const cells = (row: readonly Cell[]): Cell[] =>
    told.flatMap((each) => {
      const missing = columns.find(
        ({ metric, knownFrom, notKeptBy }, at) =>
          metric === each.metric && row[at] === null && (knownFrom ?? notKeptBy) !== undefined,
      );
      return each.columns.map(({ cell }) => (missing === undefined ? null : cell(missing)));
    });
  return {
    columns: [
      ...columns,
      ...told.flatMap((each) =>
        each.columns.map(({ name, type }): Column => ({ name, kind: 'field', type })),
      ),
    ],
    rows: rows.map((row) => [...row, ...cells(row)]),
  };
}

function toldOf(
  metric: string,
  asked: readonly string[],
  why: (missing: Missing) => string | undefined,
): Told[] {
  const definition = metricById(metric);
  const kept: readonly string[] = metricDimensions(definition);
  const applies = asked.every((dimension) => kept.includes(dimension));
  const since: Told = {
    name: `${metric}__known_from`,
    type: 'date',
    cell: ({ knownFrom }) => knownFrom ?? null,
  };
  const by: Told = {
    name: `${metric}__not_kept_by`,
    type: 'text',
    cell: ({ notKeptBy }) => notKeptBy?.join(' ') ?? null,
  };
  const note: Told = { name: `${metric}__note`, type: 'text', cell: (missing) => why(missing) ?? null };
  const told = [
    ...(applies && needsHistory(definition, asked) ? [since] : []),
    ...(!applies || isUnplaced(definition) ? [by] : []),
  ];
  return told.length === 0 ? [] : [...told, note];
}
