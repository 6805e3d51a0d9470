import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCanonical } from '../../pipelines/publish/canonical.ts';
import { repositoryPaths } from '../../pipelines/publish/repository-paths.ts';
import { openWarehouse, type Row } from '../../src/warehouse/open.ts';
import { identifier, literal } from '../../src/warehouse/quote.ts';
import { createTypedInputs, createTypedObjects } from './typed-inputs.ts';

type SourceRow = Readonly<Record<string, string | number | boolean | null>>;

export interface Mappings {
  /** What a mapping makes of the given source rows, one at least an object, in order of their keys. */
  mapped(system: string, entity: string, given: Record<string, SourceRow[]>): Promise<Row[]>;
  close(): void;
}

/** Empty typed objects of the systems named, and what their mappings make of rows put into them. */
export async function openMappings(systems: readonly string[]): Promise<Mappings> {
  const warehouse = await openWarehouse();
  await createTypedInputs(warehouse, readCanonical(repositoryPaths.canonical));
  await warehouse.run(`update config set time_zone = 'Asia/Shanghai'`);
  for (const system of systems)
    await createTypedObjects(warehouse, join(repositoryPaths.systems, system), system);
  return {
    async mapped(system, entity, given) {
      for (const [object, rows] of Object.entries(given)) {
        const table = `${identifier(system)}.${identifier(object)}`;
        await warehouse.run(`delete from ${table}`);
        for (const row of rows)
          await warehouse.run(
            `insert into ${table} (${Object.keys(row).map(identifier).join(', ')})
             values (${Object.values(row)
               .map((value) => (value === null ? 'null' : literal(String(value))))
               .join(', ')})`,
          );
      }
      await warehouse.run(`set search_path = '${system},main'`);
      const sql = readFileSync(join(repositoryPaths.systems, system, `${entity}.sql`), 'utf8');
      return warehouse
        .rows(`select * from (${sql}) order by source_key`)
        .finally(() => warehouse.run(`set search_path = 'main'`));
    },
    close: () => warehouse.close(),
  };
}
