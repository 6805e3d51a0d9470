import {
  surnamesFirst,
  wholeName,
  type KnownNames,
} from '../../../../src/stats/linkage/columns/whole-name.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { identifier } from '../../../../src/warehouse/quote.ts';
import { hanNameParts } from '../../normalise/han-person-name.ts';
import { cellSql, wordsSql } from './cell-sql.ts';
import type { LinkRelation } from '../link-plan.ts';
import { columnOf, type LinkField, type LinkSettings } from '../link-settings.ts';
import { nameFields, type NameFields } from './name-fields.ts';
import { writePartsOf } from '../write/write-parts.ts';

const parts = ['given', 'middle', 'surname'] as const;

/** Distinct values of a field in all relations. */
async function valuesOf(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  field: LinkField,
): Promise<string[]> {
  const cells = relations.map(
    ({ name, source }) => `select ${cellSql(field, name, 's')} as said from ${source} s`,
  );
  const rows = await warehouse.rows<{ said: string }>(
    `select distinct said from (${cells.join(' union all ')}) where said is not null`,
  );
  return rows.map(({ said }) => said);
}

const inLower = (values: readonly string[]): Set<string> =>
  new Set(values.map((value) => value.toLowerCase().replaceAll('.', '')));

const filled = (field: LinkField): string => `${field.name} · filled`;

/** The columns of a relation whose whole names are taken apart into what tables `p0`, `p1` … say of them. */
function filledColumns(fields: NameFields, relation: string): string[] {
  const { given, middle, surname, wholes } = fields;
  const [first, last] = [cellSql(given, relation, 's'), cellSql(surname, relation, 's')];
  const tables = wholes.flatMap((whole, at) =>
    columnOf(whole, relation) === undefined ? [] : [`p${String(at)}`],
  );
  const told = (part: (typeof parts)[number]): string =>
    `coalesce(${[...tables.map((table) => `${table}.p${String(parts.indexOf(part))}`), 'null'].join(', ')})`;
  // Where one part is said the whole name must say it too.
  const agrees = (cell: string, part: (typeof parts)[number]): string =>
    `(${cell} is null or coalesce(lower(${cell}) = lower(${told(part)}), false))`;
  const fits = `(${agrees(first, 'given')} and ${agrees(last, 'surname')})`;
  const fill = (field: LinkField, part: (typeof parts)[number]): string =>
    `coalesce(${cellSql(field, relation, 's')}, case when ${fits} then ${told(part)} end)::varchar as ${identifier(filled(field))}`;
  const repeats = (whole: string): string =>
    `(${first} is not null and ${last} is not null and list_has_all(${wordsSql(whole)}, ${wordsSql(`${first} || ' ' || ${last}`)}))`;
  const rest = wholes.map((whole, at) => {
    const [cell, own] = [cellSql(whole, relation, 's'), `p${String(at)}`];
    const kept =
      columnOf(whole, relation) === undefined
        ? cell
        : `case when (${fits} and coalesce(${own}.p0, ${own}.p2) is not null) or ${repeats(cell)} then null else ${cell} end`;
    return `(${kept})::varchar as ${identifier(filled(whole))}`;
  });
  return [
    fill(given, 'given'),
    ...(middle === undefined ? [] : [fill(middle, 'middle')]),
    fill(surname, 'surname'),
    ...rest,
  ];
}

/**
 * [LINK-34] Where whole names with `parts` stand beside given names and surnames, those are filled in from them as far as they
 * are empty, and the other says the same; a whole name that was used, or repeats what stands in both, is no longer compared.
 */
export async function fillNames(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  settings: LinkSettings,
): Promise<{ relations: LinkRelation[]; settings: LinkSettings }> {
  const names = nameFields(settings.fields);
  if (names === undefined) return { relations: [...relations], settings };
  const known: KnownNames = {
    given: inLower(await valuesOf(warehouse, relations, names.given)),
    surnames: inLower(await valuesOf(warehouse, relations, names.surname)),
  };
  const told: LinkRelation[] = [];
  for (const [at, { name, source }] of relations.entries()) {
    const joins: string[] = [];
    for (const [of, whole] of names.wholes.entries()) {
      const column = columnOf(whole, name);
      if (column === undefined) continue;
      const table = `whole_part_${String(at)}_${String(of)}`;
      const values = await valuesOf(warehouse, [{ name, source }], whole);
      const first = surnamesFirst(values, known);
      await writePartsOf(warehouse, table, values, {
        parts,
        split: (raw) => {
          const found: Partial<Record<(typeof parts)[number], string>> =
            hanNameParts(raw) ?? wholeName(raw, known, first) ?? {};
          return parts.map((part) => found[part] ?? null);
        },
      });
      joins.push(
        `left join ${table} p${String(of)} on p${String(of)}.raw = trim(cast(s.${identifier(column)} as varchar))`,
      );
    }
    told.push({
      name,
      source: `(select s.*, ${filledColumns(names, name).join(', ')} from ${source} s ${joins.join(' ')})`,
    });
  }
  const moved = new Set([
    names.given,
    names.surname,
    ...names.wholes,
    ...(names.middle ? [names.middle] : []),
  ]);
  const fields: LinkField[] = [];
  for (const field of settings.fields) {
    const own: LinkField = moved.has(field) ? { ...field, column: filled(field) } : field;
    if (names.wholes.includes(field) && (await valuesOf(warehouse, told, own)).length === 0) continue;
    fields.push(own);
  }
  return { relations: told, settings: { ...settings, fields } };
}
