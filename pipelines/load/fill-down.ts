import { literal } from '../../src/warehouse/quote.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import type { ObjectContract } from './contract.ts';
import type { OpenFile } from './opened-file.ts';
import { headerPosition } from './stage-sql.ts';
import { damagedStandIn, standIn } from './write-clean.ts';

/**
 * Continuation rows (Odoo, ERPNext): empty cells of the declared columns take the values of the row that starts the
 * record. A damaged line ends the record before it, so its continuation rows are rejected and not given to a stranger.
 */
export async function fillDown(
  warehouse: Warehouse,
  contract: ObjectContract,
  file: OpenFile,
): Promise<OpenFile> {
  const positions = contract.spec.fill_down
    .map((name) => contract.columns.find((column) => column.name === name))
    .map((column) => headerPosition(file.header, column?.headers ?? []))
    .filter((at) => at >= 0);
  const anchor = positions[0];
  if (anchor === undefined) return file;
  const blank = `c0 in (${literal(standIn)}, ${literal(damagedStandIn)})`;
  await warehouse.run(`create or replace temp table unfilled as select * from ${file.relation}`);
  const cells = file.header.map((_, at) =>
    positions.includes(at)
      ? `case when ${blank} then c${at} else first_value(case when ${blank} then null else c${at} end) over record end as c${at}`
      : `c${at}`,
  );
  await warehouse.run(`
    create or replace temp table filled as
    select ${cells.join(', ')}
    from (
      select *, rowid as _at,
        count(*) filter ((nullif(trim(c${anchor}), '') is not null and not ${blank}) or c0 = ${literal(damagedStandIn)}) over (order by rowid) as _record
      from unfilled
    )
    window record as (partition by _record order by _at rows between unbounded preceding and current row)
    order by _at`);
  await warehouse.run('drop table unfilled');
  return { ...file, relation: 'filled' };
}
