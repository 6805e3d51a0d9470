import { appendRows } from '../../../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { identifier } from '../../../../src/warehouse/quote.ts';
import { leadCode } from '../../normalise/lead-code.ts';
import { columnSql } from './cell-sql.ts';
import type { LinkRelation } from '../link-plan.ts';
import { columnOf, type LinkField, type LinkSettings } from '../link-settings.ts';

const isText = ({ kind }: LinkField): boolean => kind === 'text';

/** A digit among the words behind the first, as far as a code may stand there. */
const early = '^\\S+(\\s+\\S+){0,2}\\s+\\S*[0-9]';

/** [LINK-24] Goods whose names say no code get the one that what else is written of them begins with, behind the name. */
export async function fillCodes(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  { fields }: Pick<LinkSettings, 'fields'>,
): Promise<LinkRelation[]> {
  const called = fields.find((field) => isText(field) && field.parts === true);
  const written = fields.find((field) => isText(field) && field.parts !== true);
  if (called === undefined || written === undefined) return [...relations];
  const filled: LinkRelation[] = [];
  for (const [at, { name, source }] of relations.entries()) {
    const [title, text] = [columnOf(called, name), columnOf(written, name)];
    if (title === undefined || text === undefined) {
      filled.push({ name, source });
      continue;
    }
    const table = `lead_code_${String(at)}`;
    const both = await warehouse.rows<{ title: string; text: string }>(
      `select distinct title, text from (select ${columnSql(title)} as title, ${columnSql(text)} as text from ${source}) where title is not null and regexp_matches(text, '${early}') order by 1, 2`,
    );
    const rows = both.flatMap((row) => {
      const code = leadCode(row.title, row.text);
      return code === undefined ? [] : [[row.title, row.text, code]];
    });
    await warehouse.run(`create or replace table ${table} (title varchar, text varchar, code varchar)`);
    await appendRows(warehouse, { name: table }, rows);
    filled.push({
      name,
      source: `(select s.* replace (nullif(concat_ws(' ', ${columnSql(title, 's')}, c.code), '') as ${identifier(title)}) from ${source} s left join ${table} c on c.title = ${columnSql(title, 's')} and c.text = ${columnSql(text, 's')})`,
    });
  }
  return filled;
}
