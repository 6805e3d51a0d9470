import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Progress, silent } from '../../src/contract/progress.ts';
import { dayCount } from './calendar.ts';
import { demoSeed } from './demo-seed.ts';
import { ExtractWriter, LineFile } from './extract-writer.ts';
import { simulate } from './simulate.ts';
import { makeWorld } from './world.ts';
import { writeAccounts } from './write-accounts.ts';
import { writeCrmProducts } from './write-crm-products.ts';
import { writeLeads } from './write-leads.ts';
import { writeMasters } from './write-masters.ts';
import { writePartners } from './write-partners.ts';
import { writeTruth } from './write-truth.ts';

export interface DemoOptions {
  /** The workspace folder to make. Its old extracts and truth are replaced, nothing else is touched. */
  readonly out: string;
  /** 1 = about 3,000 customers and 250,000 order lines. */
  readonly scale?: number;
  readonly seed?: number;
  readonly progress?: Progress;
}

export interface DemoReport {
  readonly rows: number;
  readonly orderLines: number;
  readonly broken: number;
}

const workspaceFile = `name: Demo company
kind: demo
base_currency: CNY
time_zone: Asia/Shanghai
as_of: 2026-06-30
sources:
  - { id: crm, system: salesforce, path: extracts/crm }
  - { id: erp, system: odoo, path: extracts/erp }
`;

/** Writes the demo company: tandem.yaml, extracts/ of both systems, and truth/. The same scale and seed give the same bytes. */
export function writeDemo({ out, scale = 1, seed = demoSeed, progress = silent }: DemoOptions): DemoReport {
  mkdirSync(out, { recursive: true });
  for (const folder of ['extracts/crm', 'extracts/erp', 'truth'])
    rmSync(join(out, folder), { recursive: true, force: true });
  const writer = new ExtractWriter(out, seed);
  const responses = new LineFile(join(out, 'truth', 'campaign_uplift.csv'));
  responses.write('campaign_id,true_id,treated,from_date,days,uplift\n');
  progress({ step: 'demo', state: 'start', total: dayCount });
  const world = makeWorld(seed, scale, writer, responses);
  writeMasters(world);
  writePartners(world);
  writeAccounts(world);
  simulate(world, (day) => progress({ step: 'demo', state: 'progress', done: day, total: dayCount }));
  writer.completeKinds();
  const leads = new LineFile(join(out, 'truth', 'leads.csv'));
  writeLeads(world, leads);
  leads.close();
  const products = new LineFile(join(out, 'truth', 'products.csv'));
  writeCrmProducts(world, products);
  products.close();
  writer.close();
  responses.close();
  writeTruth(world, out);
  writeFileSync(join(out, 'tandem.yaml'), workspaceFile);
  progress({ step: 'demo', state: 'done', done: dayCount, total: dayCount });
  return { rows: writer.rows, orderLines: world.numbers.get('sale_order_line') ?? 0, broken: writer.broken };
}
