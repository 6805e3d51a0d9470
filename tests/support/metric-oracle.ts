import type { Query } from '../../src/contract/query.ts';
import type { CoreFixture, CoreRow, CoreValue } from './core-fixture.ts';
import { type OracleStep, oracleCompareStep, oracleCompareWindow, oracleSteps } from './oracle-calendar.ts';
import {
  amounts,
  factRows,
  keptBy,
  oracleAttributes,
  type OracleFact,
  oracleMetrics,
  oracleProductAttributes,
  reachesBack,
  usedBy,
  usesStock,
} from './oracle-metrics.ts';

/** Rows by column name, in the order SPEC.md promises: what a query must answer, worked out row by row. */
export type OracleRow = Readonly<Record<string, CoreValue>>;

export interface OracleOptions {
  /** Which rows the person may see. */
  readonly allowed: (row: CoreRow) => boolean;
  readonly maskPersonal: boolean;
  /** [QUERY-14] The day since which the data of each fact are there; their whole past where none is named. */
  readonly begins?: Readonly<Record<string, string>>;
}

type Span = { readonly from: string; readonly to: string } | undefined;
type Member = readonly CoreValue[];

const dateDimension = (query: Query): string | undefined =>
  query.dimensions.find((id) => id.startsWith('date.'));
const columnOf = (fact: OracleFact, dimension: string): string =>
  dimension === 'customer'
    ? 'customer_no'
    : dimension === 'product'
      ? 'product_no'
      : dimension === 'salesperson'
        ? fact === 'closed'
          ? 'owner_id'
          : 'salesperson_id'
        : dimension;

/** The stable name of what a row holds: entities by id, everything else as it is. */
function memberOf(fixture: CoreFixture, fact: OracleFact, row: CoreRow, dimension: string): CoreValue {
  if (oracleAttributes.includes(dimension)) return standingOf(fixture, row)?.[dimension] ?? null;
  if (oracleProductAttributes.includes(dimension)) {
    const product = find(fixture, 'mart_product_standing', 'product_no', row['product_no'] ?? null);
    const held = product?.[dimension] ?? null;
    return dimension === 'golden_product'
      ? (find(fixture, 'dim_golden_product', 'product_no', held)?.['golden_product_id'] ?? null)
      : held;
  }
  const value = row[columnOf(fact, dimension)] ?? null;
  if (dimension === 'customer')
    return find(fixture, 'dim_golden_customer', 'customer_no', value)?.['golden_id'] ?? null;
  if (dimension === 'product')
    return find(fixture, 'dim_product', 'product_no', value)?.['product_id'] ?? null;
  return value;
}

const standingOf = (fixture: CoreFixture, row: CoreRow): CoreRow | undefined =>
  find(fixture, 'mart_customer_standing', 'customer_no', row['customer_no'] ?? null);

const find = (fixture: CoreFixture, table: string, column: string, value: CoreValue): CoreRow | undefined =>
  (fixture[table] ?? []).find((row) => row[column] === value);

function labelOf(fixture: CoreFixture, dimension: string, member: CoreValue, mask: boolean): CoreValue {
  if (dimension === 'product') return find(fixture, 'dim_product', 'product_id', member)?.['name'] ?? null;
  if (dimension === 'golden_product')
    return find(fixture, 'dim_golden_product', 'golden_product_id', member)?.['name'] ?? null;
  if (dimension === 'salesperson') {
    const name = find(fixture, 'dim_employee', 'employee_id', member)?.['name'] ?? null;
    return name !== null && mask ? '•••' : name;
  }
  const customer = find(fixture, 'dim_golden_customer', 'golden_id', member);
  if (!customer) return null;
  return mask && customer['kind'] !== 'company' && customer['customer_no'] !== 0
    ? '•••'
    : (customer['name'] ?? null);
}

/** Answers a query over the fixture by going through its rows, one member, step and window at a time. */
export function metricOracle(query: Query, all: CoreFixture, options: OracleOptions): OracleRow[] {
  const fixture: CoreFixture = {
    ...all,
    mart_customer_standing: (all['mart_customer_standing'] ?? []).filter(options.allowed),
  };
  const time = dateDimension(query);
  const others = query.dimensions.filter((id) => id !== time);
  const needed = [...others, ...query.filters.map(({ dimension }) => dimension)];
  const knowsStock = options.allowed({ region: null, channel: null });
  const applicable = (metric: string): boolean =>
    (knowsStock || !usesStock(metric)) && needed.every((dimension) => keptBy(metric).has(dimension));

  const seen = new Map<OracleFact, { row: CoreRow; date: string; member: string }[]>();
  const facts = [
    ...new Set(query.metrics.filter(applicable).flatMap((metric) => usedBy(metric).map(({ fact }) => fact))),
  ];
  for (const fact of facts)
    seen.set(
      fact,
      factRows(fact, fixture)
        .filter(({ row }) => options.allowed(row))
        .filter(({ row }) =>
          query.filters.every(({ dimension, op, values }) => {
            const held = values.includes(memberOf(fixture, fact, row, dimension) as string | null);
            return op === 'in' ? held : !held;
          }),
        )
        .map(({ row, date }) => ({
          row,
          date,
          member: JSON.stringify(others.map((id) => memberOf(fixture, fact, row, id))),
        })),
    );

  const steps: OracleStep[] =
    time === undefined
      ? [{ label: '', from: query.window.from, to: query.window.to }]
      : oracleSteps(query.window, time);
  const spans = (compare: Query['compare'][number] | undefined): Span[] =>
    steps.map((step) => {
      if (compare === undefined) return step;
      if (time === undefined) return oracleCompareWindow(query.window, compare);
      return oracleCompareStep(query.window, step, time, compare);
    });
  const windows = [undefined, ...query.compare].map((compare) => ({ compare, spans: spans(compare) }));

  const members = new Set<string>();
  for (const metric of query.metrics.filter(applicable))
    for (const { fact, balance, whose } of usedBy(metric))
      for (const { spans: each } of windows)
        for (const { date, member, row } of seen.get(fact) ?? [])
          if (
            each.some((span) => span && counts(date, span, balance)) &&
            (!whose || whose(standingOf(fixture, row) ?? {}))
          )
            members.add(member);
  if (others.length === 0) members.add('[]');

  const rows = [...members].flatMap((member) => {
    const own = new Map(
      [...seen].map(([fact, list]) => [fact, list.filter((each) => each.member === member)] as const),
    );
    return steps.map((step, at): OracleRow => {
      const row: Record<string, CoreValue> = {};
      const values = JSON.parse(member) as Member;
      for (const dimension of query.dimensions) {
        if (dimension === time) row[dimension] = step.label;
        else {
          const value = values[others.indexOf(dimension)] ?? null;
          row[dimension] = value;
          if (['customer', 'product', 'golden_product', 'salesperson'].includes(dimension))
            row[`${dimension}__label`] = labelOf(fixture, dimension, value, options.maskPersonal);
        }
      }
      for (const metric of query.metrics)
        for (const { compare, spans: each } of windows) {
          const span = each[at];
          const name = compare === undefined ? metric : `${metric}__${compare}`;
          const known = span && (compare === undefined || reachesBack(metric, span, options.begins ?? {}));
          row[name] = applicable(metric) && known ? value(metric, span, own, fixture) : null;
        }
      return row;
    });
  });
  return sorted(query, rows).slice(0, query.limit);
}

const counts = (date: string, span: { from: string; to: string }, balance?: 'end' | 'start'): boolean =>
  balance === 'end'
    ? date < span.to
    : balance === 'start'
      ? date < span.from
      : date >= span.from && date < span.to;

function value(
  metric: string,
  span: { readonly from: string; readonly to: string },
  own: ReadonlyMap<OracleFact, readonly { row: CoreRow; date: string }[]>,
  fixture: CoreFixture,
): number | null {
  const days = (Date.parse(span.to) - Date.parse(span.from)) / 86_400_000;
  const parts = usedBy(metric).map((part) => {
    const rows = (own.get(part.fact) ?? [])
      .filter(({ date }) => counts(date, span, part.balance))
      .map(({ row }) => row)
      .filter((row) => !part.whose || part.whose(standingOf(fixture, row) ?? {}));
    if (part.distinct !== undefined) return new Set(rows.map((row) => row[part.distinct ?? ''])).size;
    return amounts(rows.map(part.of ?? (() => 1)));
  });
  return oracleMetrics[metric]?.combine(parts, days) ?? null;
}

/** The value of a column, or how far a metric is from its comparison (`<metric>__moved_<compare>`). */
function orderValue(row: OracleRow, by: string): CoreValue {
  const [, metric, compare] = /^(.+)__moved_(.+)$/.exec(by) ?? [];
  if (metric === undefined || compare === undefined) return row[by] ?? null;
  const [now, past] = [row[metric] ?? null, row[`${metric}__${compare}`] ?? null];
  return now === null || past === null ? null : Math.abs(Number(now) - Number(past));
}

function sorted(query: Query, rows: OracleRow[]): OracleRow[] {
  const keys = [...query.order, ...query.dimensions.map((by) => ({ by, direction: 'asc' as const }))];
  return rows.sort((a, b) => {
    for (const { by, direction } of keys) {
      const [x, y] = [orderValue(a, by), orderValue(b, by)];
      if (x === y) continue;
      if (x === null) return 1;
      if (y === null) return -1;
      const less =
        typeof x === 'number'
          ? x < Number(y)
          : Buffer.compare(Buffer.from(String(x)), Buffer.from(String(y))) < 0;
      return less === (direction === 'asc') ? -1 : 1;
    }
    return 0;
  });
}
