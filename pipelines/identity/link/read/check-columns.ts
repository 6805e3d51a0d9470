import { TandemError } from '../../../../src/contract/errors.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { joinedColumns } from './join-dates.ts';
import { joinedTitle } from './join-makers.ts';
import type { LinkRelation } from '../link-plan.ts';
import { columnOf, keyOf, type LinkSettings } from '../link-settings.ts';

/** Throws `bad_request` naming the first column of the settings that a relation does not have. */
export async function checkColumns(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  settings: LinkSettings,
): Promise<void> {
  for (const { name, source } of relations) {
    const columns = await warehouse.rows<{ column_name: string }>(`describe select * from ${source}`);
    const known = columns.map((column) => column.column_name);
    const has = new Set(known.map((column) => column.toLowerCase()));
    const wanted = [keyOf(settings, name), ...settings.fields.map((field) => columnOf(field, name))];
    const column = wanted.find(
      (each) =>
        each !== undefined &&
        !has.has(each.toLowerCase()) &&
        joinedColumns(each, has) === undefined &&
        joinedTitle(each, has) === undefined,
    );
    if (column !== undefined)
      throw new TandemError('bad_request', {
        reason: 'unknown_column',
        column,
        relation: name,
        known: known.join(', '),
      });
  }
}
