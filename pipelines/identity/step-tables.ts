import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { TandemError } from '../../src/contract/errors.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { identifier } from '../../src/warehouse/quote.ts';
import { type ModelFile, modelSpecOf } from '../publish/model-file.ts';

export const identityTablesFolder = join(import.meta.dirname, 'tables');

/** Tables that the identity step makes: declared like models, with the same checks, but without SQL. */
export function identityTables(): ModelFile[] {
  return readdirSync(identityTablesFolder)
    .filter((file) => file.endsWith('.yml'))
    .sort()
    .map((file) => {
      const name = basename(file, '.yml');
      const read = modelSpecOf(readFileSync(join(identityTablesFolder, file), 'utf8'));
      if ('mistake' in read)
        throw new TandemError('bad_system', { file, ...read.mistake }, { cause: read.cause });
      const spec = read.value;
      return { name, area: 'identity', file, kind: spec.kind ?? name.split('_')[0] ?? 'int', sql: '', spec };
    });
}

/** Creates every table of the identity step, empty and typed. */
export async function createIdentityTables(warehouse: Warehouse): Promise<void> {
  const tables = identityTables().map(({ name, spec }) => {
    const columns = Object.entries(spec.columns).map(
      ([column, { type }]) => `${identifier(column)} ${type ?? 'varchar'}`,
    );
    return `create table ${identifier(name)} (${columns.join(', ')})`;
  });
  await warehouse.run(tables.join(';\n'));
}
