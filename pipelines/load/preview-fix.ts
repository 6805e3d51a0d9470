import { openWarehouse } from '../../src/warehouse/open.ts';
import type { Workspace } from '../workspace.ts';
import { batchFolder } from './batch-files.ts';
import { classifyFile } from './classify-file.ts';
import { objectContract } from './contract.ts';
import { fixId, listFixes, type Fix } from './fixes.ts';
import { fileChains, openOutstanding, withoutFill } from './outstanding.ts';
import { contractOf } from './replay-rejects.ts';
import { readSystem } from './read-system.ts';

export interface FixPreview {
  /** Rows of this object in quarantine that can be read again. */
  readonly outstanding: number;
  readonly wouldAccept: number;
  readonly stillRejected: number;
  /** Why the others would still be rejected: `rule column` → rows. */
  readonly stillByRule: Readonly<Record<string, number>>;
}

/** How many quarantined rows a fix would accept: reads them again under the contract with the fix, and writes nothing. */
export async function previewFix(
  workspace: Workspace,
  options: { source: string; fix: Fix },
): Promise<FixPreview> {
  const { source, fix } = options;
  const today = contractOf(workspace, source, fix.object);
  const config = workspace.config.sources.find((one) => one.id === source);
  const system = readSystem(workspace, config?.system ?? '');
  const fixes = [...listFixes(workspace, source), { ...fix, id: fixId(fix) }];
  const contract = withoutFill(objectContract(system, fix.object, fixes, workspace.config.as_of));
  const folder = batchFolder(workspace, source, fix.object);
  const warehouse = await openWarehouse();
  let outstanding = 0;
  let stillRejected = 0;
  const stillByRule: Record<string, number> = {};
  try {
    for (const { base, chain } of fileChains(folder, today)) {
      const opened = await openOutstanding(warehouse, folder, contract, base, chain);
      if (opened.count === 0) continue;
      const classified = await classifyFile(
        warehouse,
        contract,
        opened.opened,
        undefined,
        `timestamp '1970-01-01'`,
      );
      outstanding += opened.count;
      stillRejected += classified.rejectedRecords;
      const rows = await warehouse.rows<{ code: number; n: string }>(
        'select _rule as code, count(*) as n from stage where _rule is not null group by 1 order by 1',
      );
      for (const row of rows) {
        const check = classified.checks[row.code - 2];
        const name = `${check?.rule ?? ''} ${check?.column ?? ''}`;
        stillByRule[name] = (stillByRule[name] ?? 0) + Number(row.n);
      }
    }
  } finally {
    warehouse.close();
  }
  return { outstanding, wouldAccept: outstanding - stillRejected, stillRejected, stillByRule };
}
