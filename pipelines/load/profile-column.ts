import type { Warehouse } from '../../src/warehouse/open.ts';
import { proveLocale } from './prove-locale.ts';
import { standIn } from './write-clean.ts';

export interface ColumnProfile {
  readonly header: string;
  /** Proposed lake column. */
  readonly name: string;
  readonly type: string;
  readonly filled: number;
  readonly distinct: number;
  readonly samples: readonly string[];
  /** Formats and number marks to declare beside the type. */
  readonly options: Readonly<Record<string, string | boolean | readonly string[]>>;
  readonly evidence: string;
}

interface Shape extends Record<string, unknown> {
  readonly filled: string;
  readonly distinct: string;
  readonly samples: string[];
}

const shapes = {
  padded: '^0[0-9]+$',
  integer: '^[+-]?(0|[1-9][0-9]{0,17})$',
  number: '^[^0-9a-zA-Z]{0,4}[+-]?[0-9]{1,3}([., ][0-9]{3})*([.,][0-9]+)?-?$|^[+-]?[0-9]+([.,][0-9]+)?-?$',
  iso_date: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
  iso_time: '^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9:]+)?$',
  compact_date: '^(19|20)[0-9]{2}(0[1-9]|1[0-2])([0-2][0-9]|3[01])$',
  slash_date: '^[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}$',
  slash_time: '^[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4} [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?( ?[AaPp][Mm])?$',
  boolean: '^(?i:true|false|yes|no)$',
  minus_after: '[0-9]-$',
} as const;

/** A lake column name from a header: `partner_id/id` → partner_id, `Annual Revenue` → annual_revenue. */
export function columnName(header: string, taken: ReadonlySet<string>): string {
  const words = header
    .replace(/\/\.?id$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const base = /^[a-z]/.test(words) ? words : `column_${words}`.replace(/_+$/, '');
  let name = base;
  for (let next = 2; taken.has(name); next++) name = `${base}_${next}`;
  return name;
}

/** Proposes a type for cell column `c<at>` of a relation; `ordinals`: the relation has so many records. */
export async function profileColumn(
  warehouse: Warehouse,
  relation: string,
  at: number,
  header: string,
  taken: ReadonlySet<string>,
): Promise<ColumnProfile> {
  const counts = Object.entries(shapes).map(
    ([name, shape]) => `count(*) filter (regexp_matches(v, '${shape}')) as ${name}`,
  );
  const [row] = await warehouse.rows<Shape>(
    `select count(v) as filled, count(distinct v) as distinct, list(distinct v order by v)[1:3] as samples, ${counts.join(', ')} ` +
      `from (select nullif(trim(c${at}), '') as v from ${relation}) where v is null or not starts_with(v, '${standIn}')`,
  );
  const filled = Number(row?.filled ?? 0);
  const share = (shape: keyof typeof shapes) => (filled === 0 ? 0 : Number(row?.[shape] ?? 0) / filled);
  const found = await decide(warehouse, relation, at, header, share);
  return {
    header,
    name: columnName(header, taken),
    filled,
    distinct: Number(row?.distinct ?? 0),
    samples: row?.samples ?? [],
    ...found,
  };
}

const most = 0.9;

async function decide(
  warehouse: Warehouse,
  relation: string,
  at: number,
  header: string,
  share: (shape: keyof typeof shapes) => number,
): Promise<Pick<ColumnProfile, 'type' | 'options' | 'evidence'>> {
  const percent = (value: number) => `${Math.round(value * 100)} % of the values`;
  const isId =
    /(^|[_ /.])id$|Id$|^ID\b|[_ ](no|number|key|code)\.?$|No\.$|^(MATNR|KUNNR|VBELN|POSNR|LIFNR)$/.test(
      header,
    );
  if (share('iso_date') > most)
    return {
      type: 'date',
      options: { formats: ['YYYY-MM-DD'] },
      evidence: `${percent(share('iso_date'))} like 2024-01-31`,
    };
  if (share('iso_time') + share('iso_date') > most)
    return {
      type: 'timestamp',
      options: { formats: ['YYYY-MM-DD HH:mm:ss'] },
      evidence: `${percent(share('iso_time'))} are ISO timestamps`,
    };
  if (share('compact_date') > most && !isId)
    return {
      type: 'date',
      options: { formats: ['YYYYMMDD'], null_tokens: ['00000000'] },
      evidence: `${percent(share('compact_date'))} like 20240131`,
    };
  if (share('slash_date') > most || share('slash_time') > most) {
    const { dates, evidence } = await proveLocale(warehouse, relation, `c${at}`);
    const separator = (await firstSeparator(warehouse, relation, at)) ?? '/';
    const formats = dates.filter((format) => format.includes(separator) && format !== 'YYYY-MM-DD');
    const time = share('slash_time') > most;
    const spelled = formats.map((format) => (time ? `${format} h:mm A` : format));
    return {
      type: time ? 'timestamp' : 'date',
      options: { formats: spelled },
      evidence: formats.length > 1 ? `ambiguous, choose one format: ${evidence}` : evidence,
    };
  }
  if (share('boolean') > most) return { type: 'boolean', options: {}, evidence: percent(share('boolean')) };
  if (isId || share('padded') > 0)
    return {
      type: 'id',
      options: {},
      evidence: isId ? 'its name is that of a key' : `${percent(share('padded'))} have leading zeros`,
    };
  if (share('integer') > most) return { type: 'integer', options: {}, evidence: percent(share('integer')) };
  if (share('number') > most) {
    const { numbers, evidence } = await proveLocale(warehouse, relation, `c${at}`);
    const [reading] = numbers;
    const marks = share('minus_after') > 0 ? { trailing_minus: true } : {};
    const strip = await currencyMarks(warehouse, relation, at);
    const declared =
      numbers.length === 1 && reading !== undefined
        ? { decimal: reading.decimal, thousands: reading.thousands }
        : {};
    return {
      type: 'decimal(18,4)',
      options: { ...declared, ...marks, ...(strip.length === 0 ? {} : { strip }) },
      evidence: numbers.length > 1 ? `ambiguous, declare the decimal sign: ${evidence}` : evidence,
    };
  }
  return { type: 'text', options: {}, evidence: 'no other type fits' };
}

async function firstSeparator(
  warehouse: Warehouse,
  relation: string,
  at: number,
): Promise<string | undefined> {
  const rows = await warehouse.rows<{ s: string }>(
    `select regexp_extract(trim(c${at}), '^[0-9]+([/.-])', 1) as s from ${relation} where c${at} is not null limit 200`,
  );
  return rows.find((row) => row.s !== '')?.s;
}

async function currencyMarks(warehouse: Warehouse, relation: string, at: number): Promise<string[]> {
  const rows = await warehouse.rows<{ s: string }>(
    `select distinct regexp_extract(trim(c${at}), '^([^0-9+.,-]+)', 1) as s from ${relation} where c${at} is not null limit 5`,
  );
  return rows.map((row) => row.s.trim()).filter((mark) => mark !== '' && !mark.startsWith(standIn));
}
