import type { Warehouse } from '../../src/warehouse/open.ts';

/** Hashed twice: once would leave the draws for different purposes related. */
const draw = (row: string, purpose: string): string => `hash(hash(${row}, '${purpose}'))`;

/** A number in [0, 1) that depends on a row and a purpose only. */
const chance = (row: string, purpose: string): string => `(${draw(row, purpose)} % 1000003) / 1000003.0`;

/** Frequent entries first, as names and places are in life: entry `i` about as often as 1 / (i + 20). */
const frequent = (row: string, purpose: string, size: number): string =>
  `floor(20 * pow(${String((size + 20) / 20)}, ${chance(row, purpose)}) - 20)::integer`;

const onsets = [
  'b',
  'br',
  'c',
  'ch',
  'd',
  'f',
  'g',
  'h',
  'j',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  'st',
  't',
  'w',
];
const vowels = ['a', 'e', 'i', 'o', 'u', 'ea', 'ie'];
const codas = ['', 'n', 'r', 'l', 's', 'm', 'ck', 'tt', 'nd', 'th'];
const listOf = (parts: readonly string[]): string => `[${parts.map((part) => `'${part}'`).join(', ')}]`;
const pick = (parts: readonly string[], row: string, purpose: string): string =>
  `${listOf(parts)}[1 + (${draw(row, purpose)} % ${String(parts.length)})::integer]`;

/** A word of two or three syllables, the same for the same number. */
const word = (row: string, purpose: string): string =>
  [1, 2, 3]
    .map((at) => {
      const of = `${purpose}${String(at)}`;
      const syllable = `${pick(onsets, row, `${of}o`)} || ${pick(vowels, row, `${of}v`)} || ${pick(codas, row, `${of}c`)}`;
      return at < 3 ? syllable : `case when ${draw(row, of)} % 3 = 0 then ${syllable} else '' end`;
    })
    .join(' || ');

/** One slip of the pen: a character left out, doubled, replaced or changed with the next. */
const slip = (cell: string, row: string, purpose: string): string => {
  const at = `(1 + ${draw(row, `${purpose}p`)} % length(${cell}))::integer`;
  return `case ${draw(row, `${purpose}k`)} % 4
    when 0 then left(${cell}, ${at} - 1) || substr(${cell}, ${at} + 1)
    when 1 then left(${cell}, ${at}) || substr(${cell}, ${at})
    when 2 then left(${cell}, ${at} - 1) || case when ${cell} similar to '[0-9-]+' then (${draw(row, `${purpose}d`)} % 10)::varchar else chr((97 + ${draw(row, `${purpose}l`)} % 26)::integer) end || substr(${cell}, ${at} + 1)
    else left(${cell}, ${at} - 1) || substr(${cell}, ${at} + 1, 1) || substr(${cell}, ${at}, 1) || substr(${cell}, ${at} + 2) end`;
};

interface Cell {
  readonly name: string;
  /** From the entity. */
  readonly true: string;
  /** How often a copy has a slip in it, lacks it, or has another's value. */
  readonly slips: number;
  readonly missing: number;
  readonly other: number;
}

const cells: readonly Cell[] = [
  { name: 'given_name', true: 'given', slips: 0.12, missing: 0.03, other: 0.02 },
  { name: 'surname', true: 'family', slips: 0.1, missing: 0.01, other: 0.03 },
  { name: 'date_of_birth', true: 'born', slips: 0.05, missing: 0.06, other: 0.01 },
  { name: 'soc_sec_id', true: 'ssn', slips: 0.06, missing: 0.12, other: 0.01 },
  { name: 'phone_number', true: 'phone', slips: 0.06, missing: 0.1, other: 0.1 },
  { name: 'street_number', true: 'house', slips: 0.04, missing: 0.05, other: 0.08 },
  { name: 'address', true: 'street', slips: 0.12, missing: 0.03, other: 0.08 },
  { name: 'city', true: 'city', slips: 0.08, missing: 0.01, other: 0.07 },
  { name: 'postcode', true: 'postcode', slips: 0.05, missing: 0.01, other: 0.07 },
  { name: 'state', true: 'state', slips: 0.02, missing: 0.03, other: 0.03 },
];

/** Table `person` of about `records` records of seven tenths as many people; `entity` says who is who. */
export async function synthesisePersons(warehouse: Warehouse, records: number): Promise<void> {
  const entities = Math.round(records * 0.7);
  const digits = (row: string, purpose: string, count: number): string =>
    `lpad((${draw(row, purpose)} % ${String(10 ** count)})::varchar, ${String(count)}, '0')`;
  await warehouse.run(
    `create or replace table pool as select i, ${word('i', 'name')} as name from range(30000) t(i)`,
  );
  await warehouse.run(
    `create or replace table people as
     select e, g.name as given, f.name as family, s.name || ${listOf([' street', ' road', ' avenue', ' place', ' close'])}[1 + (hash(street_i, 'kind') % 5)::integer] as street,
       c.name as city, (1000 + hash(city_i, 'post') % 9000)::varchar as postcode, ${pick(['nsw', 'vic', 'qld', 'wa', 'sa', 'tas', 'act', 'nt'], 'city_i', 'state')} as state,
       strftime(date '1930-01-01' + (${draw('e', 'born')} % 27000)::integer, '%Y%m%d') as born,
       ${digits('e', 'ssn', 9)} as ssn, '0' || ${digits('e', 'phone', 9)} as phone, (1 + ${draw('e', 'house')} % 300)::varchar as house
     from (select e, ${frequent('e', 'given', 1_200)} as given_i, 1200 + ${frequent('e', 'family', 12_000)} as family_i, 13200 + ${frequent('e', 'street', 9_000)} as street_i, 22200 + ${frequent('e', 'city', 2_000)} as city_i from range(${String(entities)}) t(e))
     join pool g on g.i = given_i join pool f on f.i = family_i join pool s on s.i = street_i join pool c on c.i = city_i`,
  );
  const columns = cells.map(({ name, true: own, slips, missing, other }) => {
    const drawn = chance('p.e, p.copy', name);
    return `case when p.copy > 0 then case when ${drawn} < ${String(missing)} then null when ${drawn} < ${String(missing + other)} then o.${own} when ${drawn} < ${String(missing + other + slips)} then ${slip(`p.${own}`, 'p.e, p.copy', name)} else p.${own} end when ${drawn} < ${String(missing / 2)} then null else p.${own} end as ${name}`;
  });
  await warehouse.run(
    `create or replace table person as
     select 'r' || (${draw('p.e, p.copy', 'id')} % 1000000000) || '-' || p.copy || '-' || p.e as rec_id, ${columns.join(', ')}, p.e as entity
     from (select p.*, unnest(range(case when c < 70 then 1 when c < 90 then 2 when c < 97 then 3 else 4 end)) as copy, ((e * 7919 + 13 * copy) % ${String(entities)}) as oe from (select *, ${draw('e', 'copies')} % 100 as c from people p) p) p
     join people o on o.e = p.oe
     order by ${draw('p.e, p.copy', 'order')}`,
  );
  await warehouse.run('drop table people; drop table pool');
}
