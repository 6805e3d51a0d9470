import { shortText } from '../../../../src/stats/linkage/code/sign-text.ts';
import { identifier, literal } from '../../../../src/warehouse/quote.ts';
import { nameFormsSql } from '../kinds/name-forms-sql.ts';
import { columnOf, keyOf } from '../link-settings.ts';
import type { LinkPlan, LinkRelation, PlannedField } from '../link-plan.ts';
import { weighedColumns, weighedSql } from './word-weights.ts';

/** Texts whose letters are not read here but beside the engine, which takes a fraction of the time: see signText. */
const isShort = (of: string): string =>
  `strlen(${of}) <= ${String(shortText)} and strlen(${of}) = length(${of})`;

/** One bit for each ASCII letter or digit that occurs; where both ends are told apart, what they are: see Likeness. */
export const signatureSql = (of: string, ends: boolean): string => {
  const letters = `coalesce(list_bit_or(list_transform(string_split(lower(${of}), ''), lambda c: case when c > ' ' and c <= '~' then 1::bigint << ((unicode(c) + 30) % 39) else 0::bigint end)), 0)`;
  const end = (part: string): string =>
    `list_transform([${part}(${of}, 3)], lambda e: 1 + (961 * unicode(e) + 31 * unicode(e[2]) + unicode(e[3])) % 511)[1]::bigint`;
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
      : `case when v is null then null else case when ${isShort(signed)} then 0 else ${signatureSql(signed, sql.ends === true)} end${sql.forms === undefined ? '' : ' | coalesce(families, 0)'} end as s`,
    `strlen(${signed})::integer as n`,
    ...(sql.part === undefined ? [] : [`${sql.part} as a`]),
    ...(sql.words === true ? [`list_distinct(string_split(${sql.worded ?? 'v'}, ' ')) as t`] : []),
    ...(sql.numeric === true ? [`cast(v as double) as x`] : []),
  ];
}

/** What a value's signature lacks, of a table of values: the text it is to be read of, or nothing. */
export const shortTextSql = ({ sql }: PlannedField): string => {
  const signed = sql.signed ?? 'v';
  return sql.dated === true ? `''` : `case when ${isShort(signed)} then ${signed} else '' end`;
};

/** By what a value is found: its hash, 0 for nothing. With another `salt` two values that had one hash have two. */
const hashSql = (of: string, salt: number): string => {
  const hash = (value: string): string => `hash(${value}${salt === 0 ? '' : `, ${String(salt)}`})`;
  return `xor(${hash(of)}, ${hash('null::varchar')})`;
};

/**
 * Distinct values of a field among `records`, each with a number from 1 (`rank`), its hash (`h`) and its normal form;
 * columns named as KindSql says. They are numbered when all else is done, since numbering keeps what feeds it to one thread.
 */
export function valuesSql(planned: PlannedField, records: string, salt = 0): string {
  const { at, sql, field } = planned;
  const value = field.normalised === true ? 'raw' : sql.value;
  const said = `select raw, ${value} as v from (select distinct c${String(at)} as raw from ${records} where c${String(at)} is not null)`;
  const [own, names, from] =
    sql.forms === undefined
      ? ['', '', `(${said})`]
      : [
          `said as materialized (${said}), names as (${nameFormsSql(sql.forms, 'said')}), `,
          'k, ',
          'said left join names using (v)',
        ];
  const [weighed, made] =
    planned.weighedBy !== undefined
      ? [`, weighed as (${weighedSql(planned.weighedBy, 'made')})`, 'made left join weighed using (v)']
      : ['', 'made'];
  return `with ${own}made as materialized (select ${hashSql('raw', salt)} as h, v, ${names}${derivedSql(planned).join(', ')} from ${from})${weighed}
    select row_number() over ()::integer as rank, * from ${made}`;
}

/** Columns a field has in the record table, without its number. */
export const fieldColumns = ({ sql }: PlannedField): string[] => [
  'v',
  's',
  'n',
  ...(sql.part === undefined ? [] : ['a']),
  ...(sql.words === true ? ['t'] : []),
  ...(sql.numeric === true ? ['x'] : []),
  ...(sql.forms === undefined ? [] : ['k']),
  ...(sql.weighed === true ? weighedColumns : []),
];

/** What names a row of a relation: its key, or its content and its number among equals; behind the relation's name when there are several. */
export function idSql(plan: LinkPlan, relation: string, among = ''): string {
  const key = keyOf(plan.settings, relation);
  const content = plan.fields.map(({ at }) => `c${String(at)}`).join(', ');
  const id =
    key === undefined
      ? `md5(to_json([${content}])) || '#' || row_number() over (partition by ${content}${among})`
      : `cast(${identifier(key)} as varchar)`;
  return `${plan.relations.length > 1 ? `${literal(`${relation}|`)} || ` : ''}${id}`;
}

/** The rows of a source with its fields beside them as text: c0, c1 … */
function withCells(plan: LinkPlan, { name, source }: LinkRelation): string {
  const cells = plan.fields.map(({ field, at }) => {
    const column = columnOf(field, name);
    return `${column === undefined ? 'null' : `cast(${identifier(column)} as varchar)`} as c${String(at)}`;
  });
  return `select *, ${cells.join(', ')} from ${source}`;
}

/** All records of all relations as text: id, rel, c0, c1 … */
export const rawRecordsSql = (plan: LinkPlan): string =>
  plan.relations
    .map(
      (relation, rel) =>
        `select ${idSql(plan, relation.name)} as id, ${String(rel)}::utinyint as rel, ${plan.fields.map(({ at }) => `c${String(at)}`).join(', ')} from (${withCells(plan, relation)})`,
    )
    .join(' union all ');

/** Ids of the rows of a relation and what its source says in column `row`; equal rows in the order of that. */
export const rowIdsSql = (plan: LinkPlan, relation: LinkRelation, row: string): string =>
  `select ${idSql(plan, relation.name, ` order by ${identifier(row)}`)} as id, ${identifier(row)} as row from (${withCells(plan, relation)})`;

/** Rows, not numbered yet, and for each field the hash of what they hold (`c<at>`; 0 for nothing). */
export const rowsSql = (plan: LinkPlan, raw: string, salt = 0): string =>
  `select id, rel${plan.fields.map(({ at }) => `, ${hashSql(`c${String(at)}`, salt)} as c${String(at)}`).join('')} from ${raw}`;

/** Numbers of rows from `first`, in an order that depends on ids only. */
export const numberSql = (first = 0): string =>
  `(row_number() over (order by hash(id), id, rel) - 1 + ${String(first)})::integer`;

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

/** The records of a table of hashes with their normal forms. */
export function recordsSql(plan: LinkPlan, codes: string, value: (at: number) => string): string {
  const joins = plan.fields.map(
    ({ at }) => `left join ${value(at)} x${String(at)} on x${String(at)}.h = r.c${String(at)}`,
  );
  return `select r.no, r.id, r.rel, ${plan.fields.flatMap(fieldSql).join(', ')} from ${codes} r ${joins.join(' ')}`;
}
