import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainPair } from '../../../pipelines/identity/explain-pair.ts';
import { runWorkspace } from '../../../pipelines/run.ts';
import type { Workspace } from '../../../pipelines/workspace.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { generationFile } from '../../../src/warehouse/pointer.ts';
import { makeTwoSystemWorkspace } from '../../support/two-system-workspace.ts';

const made = '2024-01-01';
const shared = { phone: '+49 4841 550100', email: 'info@solarfonds-husum.de', made };
const others = ['Quarry and Sons', 'Lakeside Motors', 'Northern Valve Works', 'Harbour Pumps Ltd'].map(
  (name, at) => ({ id: `o${String(at)}`, name, phone: `+49 4842 55020${String(at)}`, made }),
);

describe('[LINK-45] [REVIEW-2] a record without a number beside companies of a series', () => {
  let workspace: Workspace;
  let warehouse: Warehouse;
  beforeAll(async () => {
    workspace = makeTwoSystemWorkspace(
      [{ id: 'S', name: 'Solarfonds Husum GmbH', ...shared }, ...others],
      [
        { id: '1', name: 'Solarfonds Husum 1 GmbH', ...shared },
        { id: '2', name: 'Solarfonds Husum 2 GmbH', ...shared },
        ...others,
      ],
    );
    const { generation } = await runWorkspace(workspace);
    warehouse = await openWarehouse({
      path: generationFile(workspace.paths.warehouse, generation ?? ''),
      readOnly: true,
    });
  });
  afterAll(() => {
    warehouse.close();
    rmSync(workspace.dir, { recursive: true, force: true });
  });

  it('is none of them, and each of its matches waits for a person, who is told why', async () => {
    const pairs = await warehouse.rows<Record<string, unknown>>(
      `select left_id, right_id, band, same_golden, weight >= (select (settings->'thresholds'->>'match')::integer from meta_identity_model where entity = 'customer') as matches,
         list_sum(list_transform(addends, lambda each: each.weight)) = weight as adds_up,
         list_transform(list_filter(addends, lambda each: each.weight = 0 and each.field = 'sisters'), lambda each: each.label)::varchar as why
       from fct_identity_pair where left_id = 'crm|S' order by right_id`,
    );
    const told = { left_id: 'crm|S', band: 'review', same_golden: false, matches: true, adds_up: true };
    expect(pairs).toEqual([
      { ...told, right_id: 'erp|1', why: '[one_of_several]' },
      { ...told, right_id: 'erp|2', why: '[one_of_several]' },
    ]);
  });

  it('is explained so by whichever side it is asked', async () => {
    for (const [a, b] of [
      ['crm|S', 'erp|1'],
      ['erp|2', 'crm|S'],
    ] as const) {
      const { band, weight, thresholds, addends } = await explainPair(warehouse, a, b);
      expect([band, weight >= thresholds.match]).toEqual(['review', true]);
      expect(addends.filter(({ label }) => label === 'one_of_several')).toHaveLength(1);
    }
    const same = await explainPair(warehouse, 'crm|o1', 'erp|o1');
    expect([same.band, same.addends.map(({ label }) => label).includes('one_of_several')]).toEqual([
      'match',
      false,
    ]);
  });
});
