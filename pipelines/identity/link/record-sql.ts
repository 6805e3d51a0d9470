import { identifier, literal } from '../../../src/warehouse/quote.ts';
import { columnOf, keyOf } from './link-settings.ts';
import type { LinkPlan, PlannedField } from './link-plan.ts';

/** One bit for each ASCII letter or digit that occurs; where both ends are told apart, what they are: see Likeness. */
const signature = (of: string, ends: boolean): string => {
  const letters = `coalesce(list_bit_or(list_transform(string_split(lower(${of}), ''), lambda c: case when c > ' ' and c <= '~' then 1::bigint << ((unicode(c) + 30) % 39) else 0::bigint end)), 0)`;
  const end = (part: string): string => `(1 + hash(${part}(${of}, 3)) % 511)::bigint`;
  return ends
    ? `${letters} | case when length(${of}) >= 8 then (${end('left')} << 39) | (${end('right')} << 48) else 0 end`
    : letters;
};

/** What comparing takes beside `v`: columns derived from it, named as KindSql says. */
export function derivedSql({ sql }: PlannedField): string[] {
  const signed = sql.signed ?? 'v';
  return [
    sql.dated === true
      ? `coalesce(try_cast('0x' || v as bigint), 0) as s`
      : `case when v is null then null else ${signature(signed, sql.ends === true)} end as s`,
    `strlen(${signed})::integer as n`,
    ...(sql.part === undefined ? [] : [`${sql.part} as a`]),
    ...(sql.words === true ? [`list_distinct(string_split(${sql.worded ?? 'v'}, ' ')) as t`] : []),
    ...(sql.numeric === true ? [`cast(v as double) as x`] : []),
  ];
}

/**
 * Distinct values of a field among `records`, each with a number from 1 (`rank`) and its normal form; columns named as
 * KindSql says. They are numbered when all else is done, since numbering keeps what feeds it to one thread.
 */
export function valuesSql(planned: PlannedField, records: string): string {
  const { at, sql, field } = planned;
  const value = field.normalised === true ? 'raw' : sql.value;
  return `with made as materialized (select raw, v, ${derivedSql(planned).join(', ')} from (select raw, ${value} as v from (select distinct c${String(at)} as raw from ${records} where c${String(at)} is not null)))
    select row_number() over ()::integer as rank, * from made`;
}

/** Columns a field has in the record table, without its number. */
export const fieldColumns = ({ sql }: PlannedField): string[] => [
  'v',
  's',
  'n',
  ...(sql.part === undefined ? [] : ['a']),
  ...(sql.words === true ? ['t'] : []),
  ...(sql.numeric === true ? ['x'] : []),
];

/** All records of all relations as text: id, rel, c0, c1 … Ids are the relation's key, or the content and its number among
 * equals; behind the relation's name when there are several. */
export function rawRecordsSql(plan: LinkPlan): string {
  return plan.relations
    .map(({ name, source }, relation) => {
      const cells = plan.fields.map(({ field, at }) => {
        const column = columnOf(field, name);
        return `${column === undefined ? 'null' : `cast(${identifier(column)} as varchar)`} as c${String(at)}`;
      });
      const key = keyOf(plan.settings, name);
      const content = plan.fields.map(({ at }) => `c${String(at)}`).join(', ');
      const id =
        key === undefined
          ? `md5(to_json([${content}])) || '#' || row_number() over (partition by ${content})`
          : `cast(${identifier(key)} as varchar)`;
      const prefix = plan.relations.length > 1 ? `${literal(`${name}|`)} || ` : '';
      const inner = `select *, ${cells.join(', ')} from ${source}`;
      return `select ${prefix}${id} as id, ${String(relation)}::utinyint as rel, ${plan.fields.map(({ at }) => `c${String(at)}`).join(', ')} from (${inner})`;
    })
    .join(' union all ');
}

/**
 * Numbers the rows of `raw` from `first` in an order that depends on ids only: `row`, `no`. Where no two ids have one hash
 * (`apart`), that says it all.
 */
export const numbersSql = (raw: string, { first = 0, apart = false } = {}): string =>
  `select rowid as row, (row_number() over (order by hash(id)${apart ? '' : ', id, rel'}) - 1 + ${String(first)})::integer as no from ${raw}`;

const fieldSql = (field: PlannedField): string[] =>
  fieldColumns(field).map((column) => {
    const cell = `x${String(field.at)}.${column}`;
    return `${column === 's' || column === 'n' ? `coalesce(${cell}, 0)` : cell} as ${column}${String(field.at)}`;
  });

/** Columns of the record table in their order. */
export const recordColumns = (plan: LinkPlan): string =>
  [
    'no',
    'id',
    'rel',
    ...plan.fields.flatMap((field) => fieldColumns(field).map((name) => `${name}${String(field.at)}`)),
  ].join(', ');

/**
 * Rows with their numbers and, for each field, the rank of its value (`c<at>`; 0 where nothing is said). Values are found by
 * their text, or by its hash: cheaper, but two texts with one hash would make two rows of one.
 */
export function codesSql(
  plan: LinkPlan,
  raw: string,
  numbers: string,
  value: (at: number) => string,
  by: 'text' | 'hash' = 'text',
): string {
  const key = (of: string): string => (by === 'hash' ? `hash(${of})` : of);
  const cells = plan.fields.map(({ at }) => `, coalesce(x${String(at)}.rank, 0)::integer as c${String(at)}`);
  const joins = plan.fields.map(
    ({ at }) =>
      `left join (select ${key('raw')} as raw, rank from ${value(at)} where v is not null) x${String(at)} on x${String(at)}.raw = ${key(`r.c${String(at)}`)}`,
  );
  return `select n.no, r.id, r.rel${cells.join('')} from ${raw} r join ${numbers} n on n.row = r.rowid ${joins.join(' ')}`;
}

/** The records of a table of ranks with their normal forms. */
export function recordsSql(plan: LinkPlan, codes: string, value: (at: number) => string): string {
  const joins = plan.fields.map(
    ({ at }) => `left join ${value(at)} x${String(at)} on x${String(at)}.rank = r.c${String(at)}`,
  );
  return `select r.no, r.id, r.rel, ${plan.fields.flatMap(fieldSql).join(', ')} from ${codes} r ${joins.join(' ')}`;
}
