import { civil } from './civil-date.ts';
import { type CompileContext, hasTable } from './compile-context.ts';
import type { DimensionId } from './dimension-definitions.ts';
import { holdsDimension } from './fact-column.ts';
import { factDefinitions } from './fact-definitions.ts';
import { type MeasureDefinition, measureDefinitions, type MeasureId } from './measure-definitions.ts';
import type { ResolvedWindow } from './resolve-query.ts';
import { rollupDefinitions } from './rollup-definitions.ts';

/** Where one measure is read from. */
export interface Route {
  readonly table: string;
  readonly date: string;
  readonly where?: string;
  /** SQL of the aggregate over the rows of the table; `filter` is empty or a `filter (where …)` clause. */
  readonly aggregate: (filter: string) => string;
  readonly columns: Readonly<Partial<Record<DimensionId, string>>>;
  readonly rollup: boolean;
  /** Only rows of customers with these members of an attribute. */
  readonly only?: MeasureDefinition['only'];
}

/** True when every bound of the window and of its steps is the first of a month. */
function wholeMonths(window: ResolvedWindow): boolean {
  const bounds = [window, ...(window.steps ?? [])].flatMap((each) => (each ? [each.from, each.to] : []));
  return bounds.every((day) => civil(day).day === 1);
}

/** [ROLLUP-1] The smallest roll-up that knows the measure, the dimensions and the bounds; else the base. */
export function route(
  measure: MeasureId,
  needed: readonly DimensionId[],
  window: ResolvedWindow,
  context: CompileContext,
): Route {
  const { fact: factId, kind, value, only } = measureDefinitions[measure];
  const asked = only ? [...needed, only.dimension] : needed;
  const fact = factDefinitions[factId];
  const rollup =
    context.forceBase === true
      ? undefined
      : rollupDefinitions.find(
          (each) =>
            each.fact === factId &&
            each.measures[measure] !== undefined &&
            asked.every((dimension) => holdsDimension(each.dimensions, dimension)) &&
            (each.grain === 'day' || wholeMonths(window)) &&
            hasTable(context, each.table),
        );
  if (rollup) {
    const column = rollup.measures[measure] ?? '';
    return {
      table: rollup.table,
      date: 'date_on',
      aggregate: (filter) =>
        rollup.holds === 'bitmap'
          ? `bit_count(bit_or(${column})${filter})`
          : `${rollup.holds === 'distinct' ? 'count(distinct ' : 'sum('}${column})${filter}`,
      columns: Object.fromEntries(rollup.dimensions.map((dimension) => [dimension, fact.columns[dimension]])),
      rollup: true,
      ...(only ? { only } : {}),
    };
  }
  return {
    table: fact.table,
    date: fact.date,
    ...(fact.where === undefined ? {} : { where: fact.where }),
    aggregate: (filter) => `${kind === 'distinct' ? 'count(distinct ' : 'sum('}${value})${filter}`,
    columns: fact.columns,
    rollup: false,
    ...(only ? { only } : {}),
  };
}
