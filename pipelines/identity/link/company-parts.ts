import { appendRows, type Cell } from '../../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { identifier } from '../../../src/warehouse/quote.ts';
import { normaliseCompanyName } from '../normalise/company-name.ts';
import { nameLexicon } from '../normalise/name-lexicon.ts';
import type { LinkRelation } from './link-plan.ts';
import { columnOf, type LinkField, type LinkSettings } from './link-settings.ts';

/** Parts that a company name is compared by, each with its kind. */
const parts = [
  ['name', 'company_name'],
  ['trade', 'word_list'],
  ['number', 'number_list'],
  ['branch', 'word_list'],
  ['legal form', 'legal_form'],
] as const;

const partName = (field: LinkField, part: string): string =>
  part === 'name' ? field.name : `${field.name} ${part}`;
const partColumn = (field: LinkField, part: string): string => `${field.name} · ${part}`;

/** Distinct names of a column and their parts. */
async function writeParts(
  warehouse: Warehouse,
  table: string,
  source: string,
  column: string,
): Promise<void> {
  const names = await warehouse.rows<{ raw: string }>(
    `select distinct trim(cast(${identifier(column)} as varchar)) as raw from ${source} where trim(cast(${identifier(column)} as varchar)) <> '' order by 1`,
  );
  const lexicon = nameLexicon();
  await warehouse.run(
    `create or replace table ${table} (raw varchar, ${parts.map(([part]) => `${identifier(part)} varchar`).join(', ')})`,
  );
  await appendRows(
    warehouse,
    { name: table },
    names.map(({ raw }): Cell[] => {
      const { name, trade, numbers, branch, legalForm } = normaliseCompanyName(raw, lexicon);
      return [raw, name ?? null, trade ?? null, numbers ?? null, branch ?? null, legalForm ?? null];
    }),
  );
}

/**
 * Takes the company names of fields with `parts` apart, as the build does: what names it (in Latin letters and as written),
 * words of trade, numbers of a series, branch and legal form, each a field of its own ([LINK-10], [LINK-11]).
 */
export async function takeNamesApart(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  settings: LinkSettings,
): Promise<{ relations: LinkRelation[]; settings: LinkSettings }> {
  const named = settings.fields.filter((field) => field.parts === true);
  if (named.length === 0) return { relations: [...relations], settings };
  const told: LinkRelation[] = [];
  for (const [at, { name, source }] of relations.entries()) {
    const joins: string[] = [];
    const columns: string[] = [];
    for (const [of, field] of named.entries()) {
      const column = columnOf(field, name);
      if (column === undefined) continue;
      const [table, alias] = [`name_part_${String(at)}_${String(of)}`, `p${String(of)}`];
      await writeParts(warehouse, table, source, column);
      joins.push(
        `left join ${table} ${alias} on ${alias}.raw = trim(cast(s.${identifier(column)} as varchar))`,
      );
      columns.push(
        ...parts.map(([part]) => `${alias}.${identifier(part)} as ${identifier(partColumn(field, part))}`),
      );
    }
    told.push({ name, source: `(select s.*, ${columns.join(', ')} from ${source} s ${joins.join(' ')})` });
  }
  const fields = settings.fields.flatMap((field): LinkField[] =>
    field.parts === true
      ? parts.map(([part, kind]) => ({
          name: partName(field, part),
          kind,
          column: partColumn(field, part),
          normalised: true,
        }))
      : [field],
  );
  return { relations: told, settings: { ...settings, fields } };
}
