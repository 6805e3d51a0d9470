import type { WorkspaceConfig } from '../workspace.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { literal } from '../../src/warehouse/quote.ts';
import type { CanonicalEntity } from './canonical.ts';

/** Dates at which business happened; the newest of them is "today" when the workspace does not say. */
const businessDates: readonly (readonly [entity: string, column: string])[] = [
  ['sales_order', 'ordered_on'],
  ['invoice', 'issued_on'],
  ['payment', 'paid_on'],
  ['shipment_line', 'shipped_on'],
  ['opportunity', 'created_on'],
  ['service_case', 'opened_on'],
];

/**
 * Creates the one-row table `config` which models read. Without `as_of` in the workspace it is the newest
 * business date that is not after the newest record change, so that one order dated 2099 moves nothing
 * and no clock is asked.
 */
export async function createConfigTable(
  warehouse: Warehouse,
  config: Omit<WorkspaceConfig, 'sources' | 'identity'>,
  entities: readonly CanonicalEntity[],
): Promise<void> {
  const dates = businessDates
    .filter(([entity, column]) => entities.find((each) => each.entity === entity)?.columns[column])
    .map(
      ([entity, column]) =>
        `select cast(${column} as date) as day_on, cast(_modified_at as date) as modified from int_${entity}`,
    );
  const newest =
    dates.length === 0
      ? 'select null::date as newest, null::date as oldest'
      : `with dated as (${dates.join(' union all ')}),
          bound as (select max(modified) as last from dated)
        select max(day_on) filter (where day_on <= last or last is null) as newest, min(day_on) as oldest from dated, bound`;
  await warehouse.run(`create or replace table config as
    select ${config.as_of === undefined ? `coalesce(newest, date '1970-01-01')` : `date ${literal(config.as_of)}`} as as_of,
      ${literal(config.base_currency)} as base_currency,
      ${literal(config.time_zone)} as time_zone,
      ${config.lost_after_days}::integer as lost_after_days,
      ${config.fiscal.first_month}::integer as fiscal_first_month,
      ${literal(config.name)} as workspace,
      ${literal(config.kind)} as kind,
      oldest as data_from,
      ${config.keep_generations}::integer as keep_generations
    from (${newest})`);
}
