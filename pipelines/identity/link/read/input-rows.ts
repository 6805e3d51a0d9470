import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { identifier, literal } from '../../../../src/warehouse/quote.ts';
import type { LinkPlan, LinkRelation } from '../link-plan.ts';
import { keyOf, type LinkSettings } from '../link-settings.ts';
import { idSql, rowIdsSql } from '../records/record-sql.ts';

/** A file of an input and the table it was read into. */
export interface LinkInput {
  readonly name: string;
  readonly table: string;
  /** Line of the file that the row of rowid 0 stands on. */
  readonly firstLine: number;
  /** Column with the row's number in that table, added where no key names the rows. */
  readonly row?: string;
}

/** The name of the input that a row is of, by its number `rel`. */
export const inputNameSql = (inputs: readonly LinkInput[], rel: string): string =>
  `case ${rel} ${inputs.map(({ name }, at) => `when ${String(at)} then ${literal(name)}`).join(' ')} end`;

const freshName = (taken: ReadonlySet<string>): string => {
  let name = 'row';
  for (let n = 1; taken.has(name); n++) name = `row_${String(n)}`;
  return name;
};

/** Relations of tables, and which of them have to be numbered since no key names their rows. */
export async function numberInputs(
  warehouse: Warehouse,
  inputs: readonly LinkInput[],
  settings: LinkSettings,
): Promise<{ inputs: LinkInput[]; relations: LinkRelation[] }> {
  const numbered: LinkInput[] = [];
  for (const input of inputs) {
    const { name, table } = input;
    if (keyOf(settings, name) !== undefined) {
      numbered.push(input);
      continue;
    }
    const columns = await warehouse.rows<{ column_name: string }>(`describe ${table}`);
    const row = freshName(new Set(columns.map((column) => column.column_name.toLowerCase())));
    numbered.push({ ...input, row });
  }
  const relations = numbered.map(({ name, table, row }) => ({
    name,
    source: row === undefined ? table : `(select *, rowid as ${identifier(row)} from ${table})`,
  }));
  return { inputs: numbered, relations };
}

/** What records are named by: id, rel, row (its rowid in the table it was read into), line, named (its key, or its line). */
export function namesSql(plan: LinkPlan, inputs: readonly LinkInput[]): string {
  const parts = inputs.map(({ name, table, firstLine, row }, rel) => {
    const relation = plan.relations[rel];
    const key = keyOf(plan.settings, name);
    const line = (number: string): string => `${number} + ${String(firstLine)} as line`;
    return key === undefined && relation !== undefined && row !== undefined
      ? `select id, ${String(rel)} as rel, row, ${line('row')}, line::varchar as named from (${rowIdsSql(plan, relation, row)})`
      : `select ${idSql(plan, name)} as id, ${String(rel)} as rel, rowid as row, ${line('rowid')}, cast(${identifier(key ?? '')} as varchar) as named from ${table}`;
  });
  return parts.join(' union all ');
}

/** The same with the record's number, `no`, after a run. */
export const placesSql = (plan: LinkPlan, inputs: readonly LinkInput[]): string =>
  `select r.no, p.rel, p.row, p.line, p.named from ${plan.table('code')} r join (${namesSql(plan, inputs)}) p on p.id = r.id`;
