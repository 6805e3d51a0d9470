import type { RowsQuery } from '../contract/query.ts';
import { dayWindow } from './buckets.ts';
import { toIso } from './civil-date.ts';
import { type CompileContext, mask, tableSql } from './compile-context.ts';
import { type FactDefinition, factDefinitions } from './fact-definitions.ts';
import { conditionOn } from './fact-column.ts';
import { filterSql } from './filter-sql.ts';
import { measuresOf } from './formula.ts';
import { type MeasureDefinition, measureDefinitions } from './measure-definitions.ts';
import { type MissingValue, missingValue } from './missing-value.ts';
import { createParameters, type Parameters, type ParameterValue } from './parameters.ts';
import type { RowPolicy } from './policy.ts';
import { predicateSql } from './predicate.ts';
import { dimensionById } from './registry.ts';
import { allowedMetric } from './resolve-query.ts';
import type { ResultColumn } from './result-columns.ts';
import { rowDefinitions, type RowDefinition } from './row-definitions.ts';

export interface CompiledRows {
  readonly sql: string;
  readonly parameters: readonly ParameterValue[];
  readonly columns: readonly ResultColumn[];
  /** One row: `total`, the number of rows on all pages, and `value`, what they add up to (NULL for distinct counts and where it is missing). */
  readonly count: { readonly sql: string; readonly parameters: readonly ParameterValue[] };
  readonly tables: readonly string[];
  /** Why the number has no value, and so no rows and a `value` of NULL; empty where it has one. */
  readonly missing: MissingValue;
}

const lineage = ['_source', '_batch', '_line'] as const;

/**
 * [ROWS-1] The rows behind a metric in a window, newest or largest first; for a balance, what is open at the window's end.
 * The same filters and the same row policy as the tile. For a ratio: the rows of its numerator's fact.
 * Throws `unknown_metric`, `unknown_dimension`, `bad_window` or `forbidden`.
 */
export function compileRows(query: RowsQuery, policy: RowPolicy, context: CompileContext): CompiledRows {
  const metric = allowedMetric(query.metric, policy);
  const [measureId] = measuresOf(metric.formula);
  if (measureId === undefined) throw new Error(`metric ${metric.id} has no measure`);
  const measure = measureDefinitions[measureId];
  const fact = factDefinitions[measure.fact];
  const definition = rowDefinitions[fact.id];
  const filtered = query.filters.map((filter) => dimensionById(filter.dimension).id);
  const missing = missingValue(metric, filtered, dayWindow(query.window), policy, context);
  const applicable = Object.keys(missing).length === 0;

  const scan = (parameters: Parameters): string =>
    definition.open
      ? openSql(query, applicable, fact, measure, definition, policy, parameters, context)
      : flowSql(query, applicable, fact, measure, policy, parameters, context);

  const parameters = createParameters();
  const columns = definition.columns.filter(
    ({ shownWith }) => shownWith === undefined || policy.metrics.has(shownWith),
  );
  const from = definition.open || definition.moved ? 'd' : 't';
  const selected = [
    ...columns.map(({ name, sql, personal }) =>
      personal === undefined || !policy.maskPersonal
        ? `${sql} as "${name}"`
        : `case when (${personal}) and ${sql} is not null then '${mask}' else ${sql} end as "${name}"`,
    ),
    ...lineage.map((name) => `${from}.${name}${name === '_line' ? '::integer' : ''} as "${name}"`),
  ];
  const sql = [
    `with t as (${scan(parameters)})`,
    `select ${selected.join(',\n  ')}`,
    `from t`,
    ...joins(
      fact,
      definition,
      context,
      () => predicateSql(policy.predicate, parameters),
      () => parameters.date(toIso(dayWindow(query.window).to)),
    ),
    `order by ${definition.order.map((each) => `${each} nulls last`).join(', ')}, t._region nulls last, t._channel nulls last${definition.open ? ', t.customer_no nulls last' : ''}, ${from}._line`,
    `limit ${parameters.integer(query.limit)} offset ${parameters.integer(query.offset)}`,
  ].join('\n');
  const counting = createParameters();
  const value =
    measure.kind === 'distinct' || !applicable ? 'null::double' : 'coalesce(sum(value), 0)::double';
  return {
    sql,
    parameters: parameters.values,
    columns: [
      ...columns.map(({ name, type }): ResultColumn => ({ name, kind: 'field', type })),
      ...lineage.map((name): ResultColumn => ({
        name,
        kind: 'lineage',
        type: name === '_line' ? 'integer' : 'text',
      })),
    ],
    count: {
      sql: `select count(*)::double as total, ${value} as value from (${scan(counting)})`,
      parameters: counting.values,
    },
    tables: [
      ...new Set([
        fact.table,
        ...(definition.open ? [definition.open.document] : []),
        ...(definition.moved ? ['fct_stock_move'] : []),
        ...(definition.staged ? ['mart_stage_history'] : []),
      ]),
    ],
    missing,
  };
}

function conditions(
  query: RowsQuery,
  applicable: boolean,
  fact: FactDefinition,
  { only }: MeasureDefinition,
  policy: RowPolicy,
  parameters: Parameters,
  context: CompileContext,
): string[] {
  if (!applicable) return ['false'];
  const visible = predicateSql(policy.predicate, parameters);
  return [
    ...(fact.where === undefined ? [] : [`(${fact.where})`]),
    ...query.filters.map((filter) =>
      conditionOn(fact.columns, dimensionById(filter.dimension).id, context, visible, (column) =>
        filterSql(filter, column, parameters, context),
      ),
    ),
    ...(only
      ? [
          conditionOn(
            fact.columns,
            only.dimension,
            context,
            visible,
            (column) => `${column} in (${only.members.map((each) => parameters.text(each)).join(', ')})`,
          ),
        ]
      : []),
    visible,
  ];
}

/** Measures that count some of their rows: only those are behind the number. Rates keep all rows of their denominator. */
const countedOnly = new Set(['new_customers', 'lost_customers', 'stock_out_days']);

function flowSql(
  query: RowsQuery,
  applicable: boolean,
  fact: FactDefinition,
  measure: MeasureDefinition,
  policy: RowPolicy,
  parameters: Parameters,
  context: CompileContext,
): string {
  const { from, to } = dayWindow(query.window);
  const where = [
    `${fact.date} >= ${parameters.date(toIso(from))}`,
    `${fact.date} < ${parameters.date(toIso(to))}`,
    ...(countedOnly.has(measure.id) ? [`(${measure.value}) <> 0`] : []),
    ...conditions(query, applicable, fact, measure, policy, parameters, context),
  ];
  const value = measure.kind === 'distinct' ? '1' : measure.value;
  return `select *, ${value} as value, region as _region, channel as _channel from ${tableSql(context, fact.table)} where ${where.join(' and ')}`;
}

function openSql(
  query: RowsQuery,
  applicable: boolean,
  fact: FactDefinition,
  measure: MeasureDefinition,
  definition: RowDefinition,
  policy: RowPolicy,
  parameters: Parameters,
  context: CompileContext,
): string {
  const { to } = dayWindow(query.window);
  const keys = [
    definition.open?.entity ?? '',
    ...(definition.open?.by ?? []),
    'region',
    'channel',
    'customer_no',
  ];
  const where = [
    `${fact.date} < ${parameters.date(toIso(to))}`,
    ...conditions(query, applicable, fact, measure, policy, parameters, context),
  ];
  const by = [...new Set(keys)].join(', ');
  return `select ${by}, sum(${measure.value}) as value, region as _region, channel as _channel from ${tableSql(context, fact.table)} where ${where.join(' and ')} group by ${by} having sum(${measure.value}) <> 0`;
}

/** The document of a balance passes the policy too: it may be filed under another region than its event. */
function joins(
  fact: FactDefinition,
  definition: RowDefinition,
  context: CompileContext,
  visible: () => string,
  until: () => string,
): string[] {
  const { open } = definition;
  const uses = (alias: string): boolean => definition.columns.some(({ sql }) => sql.includes(`${alias}.`));
  const productNo = open && fact.id === 'backlog' ? 'd.product_no' : 't.product_no';
  return [
    ...(open && !definition.moved
      ? [
          `left join (select * from ${tableSql(context, open.document)} where ${visible()}) d on d.${open.entity} = t.${open.entity}`,
        ]
      : []),
    ...(definition.moved ? [lastMoveSql(context, visible, until)] : []),
    ...(definition.staged ? [unrecordedSql(context, until)] : []),
    ...(uses('c')
      ? [`left join ${tableSql(context, 'dim_golden_customer')} c on c.customer_no = t.customer_no`]
      : []),
    ...(uses('p')
      ? [`left join ${tableSql(context, 'dim_product')} p on p.product_no = ${productNo} and p.is_current`]
      : []),
  ];
}

/** [ROWS-4] The sources whose stages are not known at the end of the window's last day. */
function unrecordedSql(context: CompileContext, until: () => string): string {
  const history = tableSql(context, 'mart_stage_history');
  return `left join (select source from ${history} where known_from >= ${until()}) h on h.source = t._source`;
}

/** The newest movement of each product; the policy is a condition of this scan too. */
function lastMoveSql(context: CompileContext, visible: () => string, until: () => string): string {
  const newest = lineage.map((name) => `max_by(${name}, (moved_on, _source, _line)) as ${name}`);
  return `left join (select product_no, ${newest.join(', ')} from ${tableSql(context, 'fct_stock_move')} where status = 'done' and moved_on < ${until()} and ${visible()} group by product_no) d on d.product_no = t.product_no`;
}
