import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWorkspace, type RunReport } from '../../../pipelines/run.ts';
import { openWorkspace, type Workspace } from '../../../pipelines/workspace.ts';
import { identityDecisions, type IdentityDecisions } from '../../../src/store/identity-decisions.ts';
import { openWarehouse, type Row } from '../../../src/warehouse/open.ts';
import { generationFile } from '../../../src/warehouse/pointer.ts';
import { contentOf } from '../../support/generation-content.ts';
import { longTest } from '../../support/thorough.ts';
import { addCustomers, makeTwoSystemWorkspace } from '../../support/two-system-workspace.ts';

const crm = [
  {
    id: 'A',
    name: 'Harbour Pumps Ltd',
    tax: '91310000MA1FL0LX5W',
    phone: '+86 21 5550 1001',
    ref: 'C1',
    made: '2024-01-01',
  },
  {
    id: 'B',
    name: 'Northern Valve Works',
    tax: '91310000MA1FL1Y38X',
    phone: '+86 21 5550 1002',
    made: '2024-02-01',
  },
  { id: 'C', name: 'Quarry and Sons', phone: '+86 21 5550 1003', made: '2024-03-01' },
  { id: 'D', name: 'Harbor Pump', master: 'A', made: '2024-04-01' },
];
const erp = [
  {
    id: '1',
    name: 'Harbour Pumps Ltd',
    tax: '91310000MA1FL0LX5W',
    phone: '+86 21 5550 2001',
    ref: 'C1',
    made: '2023-01-01',
  },
  { id: '2', name: 'Lakeside Motors', phone: '+86 21 5550 2002', made: '2023-02-01' },
  { id: '3', name: 'Lakeside Motors (Wuxi)', parent: '2', made: '2023-03-01' },
];

let workspace: Workspace;
let journal: IdentityDecisions;
let first: RunReport;

const rows = async (report: RunReport, sql: string): Promise<Row[]> => {
  const warehouse = await openWarehouse({
    path: generationFile(workspace.paths.warehouse, report.generation ?? ''),
    readOnly: true,
  });
  try {
    return await warehouse.rows(sql);
  } finally {
    warehouse.close();
  }
};
const goldenOf = async (report: RunReport): Promise<Map<string, string>> =>
  new Map(
    (await rows(report, 'select customer_id, golden_id from bridge_golden_record')).map((row) => [
      String(row['customer_id']),
      String(row['golden_id']),
    ]),
  );

beforeAll(async () => {
  workspace = makeTwoSystemWorkspace(crm, erp);
  journal = identityDecisions(workspace.paths.decisions, () => new Date('2026-07-01T00:00:00Z'));
  first = await runWorkspace(workspace);
});
afterAll(() => rmSync(workspace.dir, { recursive: true, force: true }));

describe('golden customers of two systems', () => {
  it('[GOLDEN-3] [GOLDEN-6] join what evidence and the sources say is one; every record is in one', async () => {
    const golden = await goldenOf(first);
    expect(golden.size).toBe(7);
    expect(golden.get('crm|A')).toBe(golden.get('erp|1'));
    expect(golden.get('crm|D')).toBe(golden.get('crm|A'));
    expect(golden.get('erp|3')).toBe(golden.get('erp|2'));
    expect(new Set(golden.values()).size).toBe(4);
    expect(
      await rows(
        first,
        `select name, phone, record_count, sources, in_crm, in_erp, created_on from dim_golden_customer where golden_id = '${golden.get('crm|A') ?? ''}'`,
      ),
    ).toEqual([
      {
        name: 'Harbour Pumps Ltd',
        phone: '+86 21 5550 1001',
        record_count: 3,
        sources: 'crm,erp',
        in_crm: true,
        in_erp: true,
        created_on: '2023-01-01',
      },
    ]);
  });

  it('[GOLDEN-1] keep their ids and everything else when built once more', async () => {
    const before = await contentOf(generationFile(workspace.paths.warehouse, first.generation ?? ''));
    const again = await runWorkspace(workspace, { force: true });
    expect(again.generation).toBe(first.generation);
    expect(await contentOf(generationFile(workspace.paths.warehouse, again.generation ?? ''))).toEqual(
      before,
    );
  });

  it('[GOLDEN-4] [GOLDEN-2] [DECIDE-3] a merge holds, redirects, and undone gives the former state exactly', async () => {
    const before = await goldenOf(first);
    const merge = await journal.append(
      { kind: 'must_link', entity: 'customer', records: ['crm|C', 'erp|2'] },
      'steward',
    );
    const merged = await runWorkspace(workspace);
    expect(merged.generation).not.toBe(first.generation);
    const after = await goldenOf(merged);
    expect(after.get('crm|C')).toBe(before.get('erp|2'));
    expect(await rows(merged, 'select * from bridge_golden_redirect')).toEqual([
      { old_golden_id: before.get('crm|C'), golden_id: before.get('erp|2') },
    ]);
    expect(
      await rows(
        merged,
        `select customer_id, joined_by from bridge_golden_record where customer_id in ('crm|C', 'erp|3') order by 1`,
      ),
    ).toEqual([
      { customer_id: 'crm|C', joined_by: 'decided' },
      { customer_id: 'erp|3', joined_by: 'linked' },
    ]);
    expect(
      await rows(
        merged,
        `select left_id, right_id, same_golden from fct_identity_pair where decision_id = '${merge.id}'`,
      ),
    ).toEqual([{ left_id: 'crm|C', right_id: 'erp|2', same_golden: true }]);

    await journal.append({ kind: 'revoke', entity: 'customer', revokes: merge.id }, 'steward');
    const undone = await runWorkspace(workspace, { force: true });
    expect(undone.generation).toBe(first.generation);
    expect(await goldenOf(undone)).toEqual(before);
    expect(await rows(undone, 'select * from bridge_golden_redirect')).toEqual([]);
  });

  longTest(
    '[GOLDEN-4] records kept apart are apart whatever they share, and a pinned value is shown',
    async () => {
      const before = await goldenOf(first);
      const decisions = [
        await journal.append(
          { kind: 'cannot_link', entity: 'customer', left: ['crm|A'], right: ['erp|1'] },
          'steward',
        ),
        await journal.append(
          { kind: 'pin', entity: 'customer', record: 'crm|B', field: 'name', value: 'Northern Valves' },
          'steward',
        ),
      ];
      const report = await runWorkspace(workspace);
      const golden = await goldenOf(report);
      expect(golden.get('crm|A')).not.toBe(golden.get('erp|1'));
      expect(golden.get('crm|D')).toBe(golden.get('crm|A'));
      expect(
        await rows(
          report,
          `select name from dim_golden_customer where golden_id = '${golden.get('crm|B') ?? ''}'`,
        ),
      ).toEqual([{ name: 'Northern Valves' }]);
      for (const { id } of decisions)
        await journal.append({ kind: 'revoke', entity: 'customer', revokes: id }, 'steward');
      expect(await goldenOf(await runWorkspace(workspace, { force: true }))).toEqual(before);
    },
  );

  longTest(
    '[GOLDEN-1] ids live through new data: a customer whose tax number comes to be known joins, the older id stays',
    async () => {
      const before = await goldenOf(first);
      addCustomers(
        workspace.dir,
        'erp',
        [
          {
            id: '9',
            name: 'Northern Valve Works',
            tax: '91310000MA1FL1Y38X',
            phone: '+86 21 5550 1002',
            made: '2022-01-01',
          },
        ],
        'parties-2',
        '2026-02-05',
      );
      const golden = await goldenOf(await runWorkspace(workspace));
      expect(golden.get('erp|9')).toBe(before.get('crm|B'));
      for (const [record, id] of before) expect(golden.get(record)).toBe(id);
    },
  );
});

describe('[LINK-16] a source that holds every customer once', () => {
  longTest(
    'has no two records in one customer by evidence; by its own word, and by a decision, it has',
    async () => {
      const twice = {
        name: 'Granite Castings Ltd',
        phone: '+86 21 5550 3001',
        email: 'office@granite.example',
      };
      const two = makeTwoSystemWorkspace(
        [{ id: 'A', ...twice, made: '2024-01-01' }],
        [
          { id: '1', ...twice, made: '2023-01-01' },
          { id: '2', ...twice, made: '2023-02-01' },
          { id: '3', name: 'Granite Castings Ltd (Wuxi)', parent: '1', made: '2023-03-01' },
        ],
      );
      const of = async (report: RunReport): Promise<Map<string, string>> => {
        const warehouse = await openWarehouse({
          path: generationFile(two.paths.warehouse, report.generation ?? ''),
          readOnly: true,
        });
        const found = await warehouse.rows<{ customer_id: string; golden_id: string }>(
          'select customer_id, golden_id from bridge_golden_record',
        );
        warehouse.close();
        return new Map(found.map(({ customer_id: id, golden_id: golden }) => [id, golden]));
      };
      try {
        const free = await of(await runWorkspace(two));
        expect(new Set(free.values()).size).toBe(1);
        appendFileSync(join(two.dir, 'tandem.yaml'), 'identity: { once: [erp] }\n');
        const declared = openWorkspace(two.dir);
        const once = await of(await runWorkspace(declared));
        expect(once.get('erp|1')).not.toBe(once.get('erp|2'));
        expect(once.get('erp|3')).toBe(once.get('erp|1'));
        expect([once.get('erp|1'), once.get('erp|2')]).toContain(once.get('crm|A'));
        const decided = identityDecisions(two.paths.decisions, () => new Date('2026-07-01T00:00:00Z'));
        await decided.append(
          { kind: 'must_link', entity: 'customer', records: ['erp|1', 'erp|2'], why: 'entered twice' },
          'steward',
        );
        const merged = await of(await runWorkspace(declared));
        expect(new Set(merged.values()).size).toBe(1);
      } finally {
        rmSync(two.dir, { recursive: true, force: true });
      }
    },
  );

  it('must be one that the workspace has', () => {
    const two = makeTwoSystemWorkspace(crm, erp);
    appendFileSync(join(two.dir, 'tandem.yaml'), 'identity: { once: [wms] }\n');
    expect(() => openWorkspace(two.dir)).toThrow('bad_workspace');
    rmSync(two.dir, { recursive: true, force: true });
  });
});
