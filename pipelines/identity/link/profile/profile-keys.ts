import {
  kindNamed,
  columnWords,
  namesNumber,
  namesRecord,
} from '../../../../src/stats/linkage/columns/column-names.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { identifier } from '../../../../src/warehouse/quote.ts';
import type { LinkRelation } from '../link-plan.ts';
import type { ProfiledColumn } from '../compare/pair-columns.ts';

/** One word with a digit in each cell. */
const holdsCodes = ({ facts }: ProfiledColumn): boolean =>
  facts.words === 1 && (facts.digits === 1 || facts.mixed === 1);

/** The first column of a table, where its name speaks of nothing else, or one that is called as what is listed. */
const mayNumber = (column: ProfiledColumn, at: number): boolean => {
  const { facts, role, subject } = column;
  if (role === 'email' || role === 'truth' || !holdsCodes(column)) return false;
  const named = kindNamed(columnWords(facts.name), subject, () => true);
  return namesRecord(facts.name) || (at === 0 && named === undefined);
};

/** A column that is filled and different in every row: one that looks like a key, else the number that the list gives its records. */
async function keyColumn(
  warehouse: Warehouse,
  { source }: LinkRelation,
  columns: readonly ProfiledColumn[],
): Promise<string | undefined> {
  const inAllRows = (column: ProfiledColumn): boolean =>
    column.facts.filled === column.facts.rows && column.facts.distinct === column.facts.rows;
  const keys = columns.filter(({ role }) => role === 'key');
  const others = columns.filter(({ role }) => role !== 'key');
  const numbers = others.filter(({ facts }) => namesNumber(facts.name));
  const codes = columns.filter((column, at) => mayNumber(column, at));
  for (const { facts } of [...keys, ...numbers, ...codes].filter(inAllRows)) {
    // What is looked at may be a sample.
    const [all] = await warehouse.rows<{ own: boolean }>(
      `select count(distinct cast(${identifier(facts.name)} as varchar)) = count(*) as own from ${source}`,
    );
    if (all?.own === true) return facts.name;
  }
  return undefined;
}

/** The key of each relation that has one, by its name. */
export async function keysOf(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  profiles: readonly (readonly ProfiledColumn[])[],
): Promise<Record<string, string>> {
  const key: Record<string, string> = {};
  for (const [at, relation] of relations.entries()) {
    const found = await keyColumn(warehouse, relation, profiles[at] ?? []);
    if (found !== undefined) key[relation.name] = found;
  }
  return key;
}
