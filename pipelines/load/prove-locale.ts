import { identifier } from '../../src/warehouse/quote.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import type { ColumnContract } from './contract.ts';
import type { NumberReading } from './number-sql.ts';

/** What the values of one column prove about how they are written. */
export interface Locale {
  /** One reading: proven or declared. Two: every value fits both, so values that differ are ambiguous. */
  readonly numbers: readonly NumberReading[];
  readonly dates: readonly string[];
  /** In words, for `profile` and for drift: what proved it. */
  readonly evidence: string;
}

const point: NumberReading = { decimal: '.', thousands: ',' };
const comma: NumberReading = { decimal: ',', thousands: '.' };
export const plainReading: NumberReading = { decimal: '.', thousands: '' };

/** Columns whose locale is not declared and must be proven from the data. */
export const needsProof = (column: ColumnContract): boolean =>
  (column.kind === 'decimal' && column.decimal === undefined) ||
  ((column.kind === 'date' || column.kind === 'timestamp') && column.formats.length === 0);

export const declaredLocale = (column: ColumnContract): Locale => ({
  numbers: [{ decimal: column.decimal ?? '.', thousands: column.thousands ?? '' }],
  dates: column.formats,
  evidence: 'declared',
});

interface Counts extends Record<string, unknown> {
  readonly point: string | number;
  readonly comma: string | number;
  readonly either: string | number;
  readonly day_first: string | number;
  readonly month_first: string | number;
  readonly dotted: string | number;
}

/** Proves the locale of one column of `relation` (text values): a single value that fits one reading only decides. */
export async function proveLocale(warehouse: Warehouse, relation: string, column: string): Promise<Locale> {
  const value = `trim(${identifier(column)})`;
  const number = `regexp_replace(${value}, '[^0-9.,]', '', 'g')`;
  const part = (which: number) =>
    `try_cast(regexp_extract(${value}, '^([0-9]{1,2})[/-]([0-9]{1,2})[/-][0-9]{2,4}', ${which}) as integer)`;
  const [row] = await warehouse.rows<Counts>(`
    select count(*) filter (regexp_matches(n, '^[0-9]*[.]([0-9]{0,2}|[0-9]{4,})$') or regexp_matches(n, ',[0-9]{3}[.]') or regexp_matches(n, '^[0-9]{4,}[.]') or regexp_matches(n, '^0[.]')) as point,
      count(*) filter (regexp_matches(n, '^[0-9]*,([0-9]{0,2}|[0-9]{4,})$') or regexp_matches(n, '[.][0-9]{3},') or regexp_matches(n, '^[0-9]{4,},') or regexp_matches(n, '^0,')) as comma,
      count(*) filter (regexp_matches(n, '[.,]')) as either,
      count(*) filter (a > 12) as day_first, count(*) filter (b > 12) as month_first, count(*) filter (dotted) as dotted
    from (select ${number} as n, ${part(1)} as a, ${part(2)} as b, regexp_matches(${value}, '^[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{4}') as dotted from ${relation})`);
  const count = (name: keyof Counts) => Number(row?.[name] ?? 0);
  const numbers =
    count('either') === 0
      ? [plainReading]
      : count('point') > count('comma')
        ? [point]
        : count('comma') > count('point')
          ? [comma]
          : [point, comma];
  const dayFirst = ['DD/MM/YYYY', 'DD-MM-YYYY'];
  const monthFirst = ['MM/DD/YYYY', 'MM-DD-YYYY'];
  const dates = [
    'YYYY-MM-DD',
    ...(count('dotted') > 0 ? ['DD.MM.YYYY'] : []),
    ...(count('day_first') > count('month_first')
      ? dayFirst
      : count('month_first') > count('day_first')
        ? monthFirst
        : [...dayFirst, ...monthFirst]),
  ];
  const evidence = `${count('point')} values only with a decimal point, ${count('comma')} only with a decimal comma; ${count('day_first')} dates only day first, ${count('month_first')} only month first`;
  return { numbers, dates, evidence };
}
