import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExtractWriter, LineFile } from '../../pipelines/demo/extract-writer.ts';
import { makeWorld } from '../../pipelines/demo/world.ts';
import { writeAccounts } from '../../pipelines/demo/write-accounts.ts';
import { writeMasters } from '../../pipelines/demo/write-masters.ts';
import { writePartners } from '../../pipelines/demo/write-partners.ts';
import { writeTruth } from '../../pipelines/demo/write-truth.ts';
import { loadWorkspace } from '../../pipelines/load/load-workspace.ts';
import { buildGeneration } from '../../pipelines/publish/build-generation.ts';
import { openWorkspace } from '../../pipelines/workspace.ts';
import { silent } from '../../src/contract/progress.ts';
import { openWarehouse, type Warehouse } from '../../src/warehouse/open.ts';
import { literal } from '../../src/warehouse/quote.ts';
import { pairScores, type PairScores } from './pair-scores.ts';

const workspaceFile = `name: Demo customers
kind: demo
base_currency: CNY
time_zone: Asia/Shanghai
as_of: 2026-06-30
sources:
  - { id: crm, system: salesforce, path: extracts/crm }
  - { id: erp, system: odoo, path: extracts/erp }
`;

export interface IdentityScores extends PairScores {
  /** Golden customers found and true ones, of the records that truth knows. */
  readonly golden: number;
  readonly customers: number;
  readonly records: number;
  /** Seconds that the identity step took. */
  readonly seconds: number;
}

export interface DemoCustomers {
  /** The generation, with no models but those of identity; read only. */
  readonly warehouse: Warehouse;
  readonly scores: IdentityScores;
  /** The SELECT of `id`, `entity`, `rel` that scored it. */
  readonly truth: string;
  /** Its workspace. */
  readonly dir: string;
  remove(): void;
}

/** The demo company's customers of a seed, without its orders, through load and identity, and scored by its truth. */
export async function demoCustomers(scale: number, seed: number): Promise<DemoCustomers> {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-identity-'));
  const writer = new ExtractWriter(dir, seed);
  const responses = new LineFile(join(dir, 'truth', 'responses.csv'));
  const world = makeWorld(seed, scale, writer, responses);
  writeMasters(world);
  writePartners(world);
  writeAccounts(world);
  writer.close();
  responses.close();
  writeTruth(world, dir);
  writeFileSync(join(dir, 'tandem.yaml'), workspaceFile);
  const noModels = join(dir, 'models');
  mkdirSync(noModels);
  const workspace = openWorkspace(dir);
  mkdirSync(workspace.paths.warehouse, { recursive: true });
  await loadWorkspace(workspace, { progress: silent });
  const { file, seconds } = await buildGeneration({
    workspace,
    generation: 'identity',
    decisions: [],
    builtAt: new Date('2026-07-01T00:00:00Z'),
    progress: silent,
    modelsDir: noModels,
  });
  const warehouse = await openWarehouse({ path: file, readOnly: true });
  const truth = truthSql(join(dir, 'truth', 'customers.csv'));
  return {
    warehouse,
    truth,
    dir,
    scores: await scoreIdentity(warehouse, truth, seconds['build.identity'] ?? 0),
    remove() {
      warehouse.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const truthSql = (file: string): string => {
  const ids = (column: string, source: string): string =>
    `select '${source}|' || unnest(string_split(${column}, ';')) as id, true_id as entity, 0 as rel from read_csv(${literal(file)}, all_varchar = true) where coalesce(${column}, '') <> ''`;
  return [ids('crm_account_ids', 'crm'), ids('crm_merged_ids', 'crm'), ids('erp_partner_ids', 'erp')].join(
    ' union all ',
  );
};

async function scoreIdentity(warehouse: Warehouse, truth: string, seconds: number): Promise<IdentityScores> {
  const known = `(select t.*, golden_id from (${truth}) t join int_customer_identity i on i.customer_id = t.id)`;
  const scores = await pairScores(
    warehouse,
    `select id, entity, rel from ${known}`,
    `select a.customer_id as a, b.customer_id as b from int_customer_identity a join int_customer_identity b on a.golden_id = b.golden_id and a.customer_id < b.customer_id`,
  );
  const [counts] = await warehouse.rows<{ golden: number; customers: number; records: number }>(
    `select count(distinct golden_id)::double as golden, count(distinct entity)::double as customers, count(*)::double as records from ${known}`,
  );
  return { ...scores, golden: 0, customers: 0, records: 0, ...counts, seconds };
}
