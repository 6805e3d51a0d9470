import type { Cell, Column } from '../../contract/api/cell.ts';
import type { QueryResult } from '../../contract/api/query.ts';
import type { Missing } from '../../messages/told-missing.ts';
import { hasBegun, needsHistory } from '../../metrics/known-part.ts';
import { isUnplaced } from '../../metrics/not-kept-by.ts';
import { metricById, metricDimensions } from '../../metrics/registry.ts';

type Answer = Pick<QueryResult, 'columns' | 'rows'>;
type Why = (missing: Missing) => string | undefined;

/** What was asked: metrics, the dimensions of the question (those filtered by too), and whether other times beside. */
interface Asked {
  readonly metrics: readonly string[];
  readonly dimensions: readonly string[];
  readonly compared: boolean;
}

interface Told {
  readonly name: string;
  readonly type: 'date' | 'text';
  readonly cell: (missing: Missing) => Cell;
}

/**
 * [API-19] Why a value of an answer is missing, in columns after all others, on the rows where it is: of each metric that
 * takes a history or is compared, since when it is known; of each that may not be kept by what is asked or may be seen, by
 * which; of both, why, which `why` says in the reader's language. Which columns there are hangs on the question alone.
 */
export function toldUnknown(asked: Asked, { columns, rows }: Answer, why: Why): Answer {
  const told = asked.metrics.map((metric) => ({ metric, columns: toldOf(metric, asked, why) }));
  const date = columns.findIndex(({ kind, type }) => kind === 'dimension' && type === 'date');
  const cells = (row: readonly Cell[]): Cell[] =>
    told.flatMap((each) => {
      const missing = columns.filter(
        (column, at) =>
          column.metric === each.metric && row[at] === null && isMissing(column, row[date] ?? null),
      );
      // Of several, what is known last.
      const [last] = missing.sort((a, b) => ((a.knownFrom ?? '') < (b.knownFrom ?? '') ? 1 : -1));
      return each.columns.map(({ cell }) => (last === undefined ? null : cell(last)));
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

/** Whether a value of a column is not given in this step of a series, rather than NULL for want of anything to divide by. */
const isMissing = ({ knownFrom, knownStep, notKeptBy }: Column, step: Cell): boolean =>
  notKeptBy !== undefined ||
  (knownFrom !== undefined && (knownStep === undefined || String(step ?? '') < knownStep));

function toldOf(metric: string, { dimensions, compared }: Asked, why: Why): Told[] {
  const definition = metricById(metric);
  const kept: readonly string[] = metricDimensions(definition);
  const applies = dimensions.every((dimension) => kept.includes(dimension));
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
  const mayBegin = needsHistory(definition, dimensions) || (compared && hasBegun(definition));
  const told = [...(applies && mayBegin ? [since] : []), ...(!applies || isUnplaced(definition) ? [by] : [])];
  return told.length === 0 ? [] : [...told, note];
}
