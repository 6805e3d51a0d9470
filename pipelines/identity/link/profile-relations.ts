import { TandemError } from '../../../src/contract/errors.ts';
import {
  columnRole,
  columnWords,
  speaksOfPersons,
  type ColumnFacts,
  type ColumnRole,
} from '../../../src/stats/linkage/column-kind.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { identifier } from '../../../src/warehouse/quote.ts';
import type { LinkRelation } from './link-plan.ts';
import type { LinkField, LinkMode, LinkSettingsInput } from './link-settings.ts';

interface ProfiledColumn {
  readonly facts: ColumnFacts;
  readonly role: ColumnRole;
}

const sampled = 20_000;
const legal = `(ltd|limited|llc|inc|corp|gmbh|ag|kg|bv|nv|sa|sas|sarl|srl|spa|oy|ab|plc|co|pty|kk|有限公司|公司|集团|株式会社)\\.?$`;

const count = (condition: string, cell: string): string =>
  `coalesce(count(*) filter (${condition})::double / nullif(count(${cell}), 0), 0)`;

async function profileRelation(warehouse: Warehouse, { source }: LinkRelation): Promise<ProfiledColumn[]> {
  const columns = await warehouse.rows<{ column_name: string }>(`describe select * from ${source}`);
  const names = columns.map((column) => column.column_name);
  const [size] = await warehouse.rows<{ n: number }>(`select count(*)::double as n from ${source}`);
  const share = Math.max(1, Math.ceil((size?.n ?? 0) / sampled));
  const cells = names.map(
    (name, at) => `nullif(trim(cast(${identifier(name)} as varchar)), '') as c${String(at)}`,
  );
  const all = names.map((_, at) => `c${String(at)}`).join(', ');
  const parts = names.map((_, at) => {
    const cell = `c${String(at)}`;
    return `select ${String(at)}::integer as place, count(*)::double as rows, count(${cell})::double as filled, count(distinct ${cell})::double as distinct,
      coalesce(avg(len(string_split(${cell}, ' '))), 0)::double as words,
      ${count(`${cell} like '%_@_%._%'`, cell)} as emails,
      ${count(`regexp_matches(${cell}, '^[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}') or regexp_full_match(${cell}, '(18|19|20)[0-9]{2}(0[1-9]|1[0-2])[0-3][0-9]')`, cell)} as dates,
      ${count(`try_cast(replace(${cell}, ',', '') as double) is not null`, cell)} as numbers,
      ${count(`regexp_matches(lower(${cell}), '${legal}')`, cell)} as "legalForms",
      ${count(`regexp_matches(${cell}, '[0-9]') and regexp_matches(${cell}, '[A-Za-z]')`, cell)} as mixed from sample`;
  });
  const rows = await warehouse.rows<Omit<ColumnFacts, 'name'> & { place: number }>(
    `with cells as (select ${cells.join(', ')} from ${source}), sample as materialized (select * from cells where hash(${all}) % ${String(share)} = 0) ${parts.join(' union all ')} order by place`,
  );
  const persons = speaksOfPersons(names);
  return rows.map((row, at) => {
    const facts = { ...row, name: names[at] ?? '' };
    return { facts, role: columnRole(facts, persons) };
  });
}

const isField = (role: ColumnRole): role is LinkField['kind'] =>
  role !== 'key' && role !== 'truth' && role !== 'ignored';

/** The key of a relation: the first column that looks like one and is filled and different in every row. */
const keyColumn = (columns: readonly ProfiledColumn[]): string | undefined =>
  columns.find(
    ({ facts, role }) => role === 'key' && facts.filled === facts.rows && facts.distinct === facts.rows,
  )?.facts.name;

/** Columns of all relations that belong together: same name in words, else the only one of a kind left over. */
function sharedFields(
  relations: readonly LinkRelation[],
  profiles: readonly (readonly ProfiledColumn[])[],
): LinkField[] {
  const [first = [], ...others] = profiles;
  const own = first.filter(({ role }) => isField(role));
  const taken = others.map(() => new Set<string>());
  const partner = (column: ProfiledColumn, at: number, loose: boolean): string | undefined => {
    const free = (others[at] ?? []).filter(({ facts, role }) => isField(role) && !taken[at]?.has(facts.name));
    const same = free.find(({ facts }) => columnWords(facts.name) === columnWords(column.facts.name));
    if (same !== undefined || !loose) return same?.facts.name;
    const alike = free.filter(({ role }) => role === column.role);
    return alike.length === 1 ? alike[0]?.facts.name : undefined;
  };
  const partners = new Map<ProfiledColumn, string[]>();
  for (const loose of [false, true])
    for (const column of own) {
      if (partners.has(column)) continue;
      const found = others.map((_, at) => partner(column, at, loose));
      if (!found.every((name): name is string => name !== undefined)) continue;
      found.forEach((name, at) => taken[at]?.add(name));
      partners.set(column, found);
    }
  return own.flatMap((column): LinkField[] => {
    const found = partners.get(column);
    if (found === undefined || !isField(column.role)) return [];
    const { name } = column.facts;
    const columns = Object.fromEntries(
      relations.map((relation, at) => [relation.name, at === 0 ? name : (found[at - 1] ?? name)]),
    );
    return [
      {
        name,
        kind: column.role,
        ...(found.every((other) => other === name) ? {} : { column: columns }),
      },
    ];
  });
}

/** Settings for relations nothing is known of, from the names and values of their columns. Throws `bad_request` when no column can be compared. */
export async function profileRelations(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  mode: LinkMode,
): Promise<LinkSettingsInput> {
  const profiles: ProfiledColumn[][] = [];
  for (const relation of relations) profiles.push(await profileRelation(warehouse, relation));
  const fields = sharedFields(relations, profiles).slice(0, 20);
  if (fields.length === 0)
    throw new TandemError('bad_request', {
      reason: `no column of ${relations.map(({ name }) => name).join(' and ')} can be compared; name fields in --settings`,
    });
  const keys = relations.flatMap(({ name }, at): [string, string][] => {
    const named = keyColumn(profiles[at] ?? []);
    return named === undefined ? [] : [[name, named]];
  });
  return { mode, ...(keys.length === 0 ? {} : { key: Object.fromEntries(keys) }), fields };
}
