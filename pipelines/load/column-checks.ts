import { literal } from '../../src/warehouse/quote.ts';
import type { ColumnContract } from './contract.ts';

/** One way a row can fail: SPEC.md says what each rule means. `when` is true for a row that fails. */
export interface Check {
  readonly rule: string;
  readonly column: string;
  readonly when: string;
}

export interface ColumnExpressions {
  /** The cleaned text. */
  readonly text: string;
  /** The typed value. */
  readonly value: string;
  /** True where two readings give different values; undefined when there is one reading. */
  readonly ambiguous: string | undefined;
}

const badType = {
  integer: 'bad_integer',
  decimal: 'bad_decimal',
  date: 'bad_date',
  timestamp: 'bad_date',
  boolean: 'bad_boolean',
  json: 'bad_json',
} as const;

/** The checks of one column, the most telling first. */
export function columnChecks(
  column: ColumnContract,
  expressions: ColumnExpressions,
  asOf: string | undefined,
): Check[] {
  const { text, value, ambiguous } = expressions;
  const { spec } = column;
  const checks: Check[] = [];
  const add = (rule: string, when: string) => checks.push({ rule, column: column.name, when });
  if (column.isKey) add('missing_key', `${text} is null`);
  else if (spec.required) add('not_null', `${text} is null`);
  if (column.isKey && spec.sentinels !== undefined && spec.sentinels.length > 0) {
    add('sentinel_key', `${text} in (${spec.sentinels.map(literal).join(', ')})`);
  }
  if (ambiguous !== undefined)
    add(column.kind === 'decimal' ? 'ambiguous_decimal' : 'ambiguous_date', ambiguous);
  const unread = `${text} is not null and ${value} is null`;
  const twofold = fitsTwoReadings(column, text);
  if (twofold !== undefined) add(twofold.rule, `${unread} and ${twofold.when}`);
  if (column.kind === 'json') add('bad_json', `${text} is not null and not json_valid(${text})`);
  else if (column.kind !== 'id' && column.kind !== 'text') add(badType[column.kind], unread);
  if (spec.values !== undefined)
    add('not_in_set', `${value}::varchar not in (${spec.values.map(literal).join(', ')})`);
  if (spec.currency === true) add('unknown_currency', unknownCurrency(text));
  if (spec.max_length !== undefined) add('too_long', `length(${text}) > ${spec.max_length}`);
  addBounds(column, value, asOf, add);
  return checks;
}

/** The usual ones first: a list is compared value by value. */
const unknownCurrency = (text: string): string =>
  `case when ${text} in ('CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP') then false ` +
  `else ${text} not in (${Intl.supportedValuesOf('currency').map(literal).join(', ')}) end`;

function addBounds(
  column: ColumnContract,
  value: string,
  asOf: string | undefined,
  add: (rule: string, when: string) => void,
): void {
  const { spec } = column;
  const bound = (limit: string) => `${literal(limit)}::${column.sqlType}`;
  if (spec.min !== undefined)
    add(Number(spec.min) === 0 ? 'negative_not_allowed' : 'out_of_range', `${value} < ${bound(spec.min)}`);
  if (spec.max !== undefined) add('out_of_range', `${value} > ${bound(spec.max)}`);
  if (spec.not_before !== undefined) add('out_of_range', `${value} < ${bound(spec.not_before)}`);
  const latest = spec.not_after === 'as_of' ? asOf : spec.not_after;
  if (latest !== undefined) {
    add(
      'future_date',
      column.kind === 'timestamp'
        ? `${value} >= ${bound(latest)} + interval 1 day`
        : `${value} > ${bound(latest)}`,
    );
  }
}

/** A value that the declared format does not read and two others would read differently: `1,234`, `03/04/2025`. */
function fitsTwoReadings(column: ColumnContract, text: string): { rule: string; when: string } | undefined {
  if (column.kind === 'decimal')
    return { rule: 'ambiguous_decimal', when: `regexp_matches(${text}, '^[+-]?[0-9]{1,3}[.,][0-9]{3}$')` };
  if (column.kind !== 'date' && column.kind !== 'timestamp') return undefined;
  const part = '(0?[1-9]|1[0-2])';
  return {
    rule: 'ambiguous_date',
    when: `regexp_matches(${text}, '^${part}[/-]${part}[/-][0-9]{4}') and regexp_extract(${text}, '^0?([0-9]+)', 1) <> regexp_extract(${text}, '^[0-9]+.0?([0-9]+)', 1)`,
  };
}
