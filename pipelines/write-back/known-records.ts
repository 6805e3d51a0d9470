import { z } from 'zod';
import { goneSql, type InactiveMeans, type ReadRows } from './order-status.ts';
import type { StatusRecord } from './status-records.ts';

const knownSql = `
with
gone as (${goneSql})
select 'account' as kind, substr(records.customer_id, length($prefix) + 1) as key
from bridge_golden_record as records
anti join gone on records.customer_id = gone.customer_id
where starts_with(records.customer_id, $prefix)
union all
select 'opportunity' as kind, substr(opportunity_id, length($prefix) + 1) as key
from fct_opportunity
where starts_with(opportunity_id, $prefix)
order by kind desc, key`;

const knownSchema = z.array(z.object({ kind: z.enum(['opportunity', 'account']), key: z.string() }));

/** [STATUS-10] Every live record of `source` that a generation knows, as one for which no order counts. */
export async function readKnownRecords(
  rows: ReadRows,
  source: string,
  inactive: InactiveMeans,
): Promise<StatusRecord[]> {
  const known = knownSchema.parse(await rows(knownSql, { prefix: `${source}|`, inactive }));
  return known.map((record) => ({ ...record, orders: [], open: 0 }));
}
