import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { generationFile, writePointer } from '../../src/warehouse/pointer.ts';
import { synthesiseCore } from './synthesise-core.ts';

export const benchAsOf = '2026-06-30';
const generation = '00000000be7c';

/** A workspace in `dir` whose one generation holds `lines` synthetic order lines. Gives the bytes of its file. */
export async function makeBenchWorkspace(dir: string, lines: number): Promise<number> {
  const warehouse = join(dir, 'warehouse');
  mkdirSync(warehouse, { recursive: true });
  writeFileSync(
    join(dir, 'tandem.yaml'),
    `name: Bench\nkind: real\nbase_currency: CNY\nas_of: ${benchAsOf}\nsources:\n  - { id: erp, system: odoo, path: extracts/erp }\n`,
  );
  const path = generationFile(warehouse, generation);
  const builder = await openWarehouse({ path });
  await synthesiseCore(builder, lines);
  await builder.run(
    `create table meta_generation as select '${generation}' as generation, date '${benchAsOf}' as as_of, timestamp '2026-07-01' as built_at, 'CNY' as base_currency, 'UTC' as time_zone, date '2023-07-01' as data_from`,
  );
  await builder.run('checkpoint');
  builder.close();
  writePointer(warehouse, { generation, builtAt: '2026-07-01T00:00:00Z' });
  return statSync(path).size;
}
