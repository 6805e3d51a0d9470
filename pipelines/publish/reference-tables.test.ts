import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWarehouse, type Warehouse } from '../../src/warehouse/open.ts';
import { openWorkspace } from '../workspace.ts';
import { loadReferenceTables } from './reference-tables.ts';

let dir: string;
let warehouse: Warehouse;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'tandem-reference-'));
  mkdirSync(join(dir, 'reference'));
  writeFileSync(
    join(dir, 'tandem.yaml'),
    'name: Company\nkind: real\nbase_currency: CNY\nsources:\n  - { id: erp, system: odoo, path: extracts/erp }\n',
  );
  writeFileSync(
    join(dir, 'reference', 'plants.csv'),
    'plant_code,size,opened_on\n107,7,2026-01-31\n210,8,\n',
  );
  writeFileSync(join(dir, 'reference', 'words.csv'), 'word,plant_code\npump,A7\n');
  warehouse = await openWarehouse({ threads: 1 });
});
afterAll(() => {
  warehouse.close();
  rmSync(dir, { recursive: true, force: true });
});

it('reads a code as text, also one of digits alone, and anything else by what it looks like', async () => {
  const tables = await loadReferenceTables(warehouse, openWorkspace(dir));
  expect(tables).toEqual(expect.arrayContaining(['ref_plants', 'ref_words', 'ref_channels']));
  expect(await warehouse.rows('select * from ref_plants order by plant_code')).toEqual([
    { plant_code: '107', size: '7', opened_on: '2026-01-31' },
    { plant_code: '210', size: '8', opened_on: null },
  ]);
  const types = await warehouse.rows<{ column_type: string }>('describe ref_plants');
  expect(types.map(({ column_type }) => column_type)).toEqual(['VARCHAR', 'BIGINT', 'DATE']);
  expect(await warehouse.rows('select * from ref_words')).toEqual([{ word: 'pump', plant_code: 'A7' }]);
});
