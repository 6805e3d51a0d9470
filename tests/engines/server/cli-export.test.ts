import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../src/cli/command.ts';
import { failureOf } from '../../../src/cli/error-line.ts';
import { exportCommand } from '../../../src/cli/export.ts';
import { loadMessages } from '../../../src/messages/load-messages.ts';
import { createTranslate } from '../../../src/messages/translate.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { generationFile } from '../../../src/warehouse/pointer.ts';
import { order, publishStatus, statusWorkspace } from '../../support/order-status.ts';

describe('tandem export order-status', () => {
  let dir: string;
  let context: CommandContext;
  const printed: unknown[] = [];
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'tandem-export-cli-'));
    statusWorkspace(dir, '{ id: crm, system: salesforce }');
    const orders = Array.from({ length: 3 }, (_, at) =>
      order(at, { customer_id: 'unknown', opportunity: [`crm|0065g00000${String(at).padStart(5, '0')}`, 1] }),
    );
    await publishStatus(dir, { generation: 'aaaaaaaaaaaa', orders });
    context = {
      t: createTranslate('en', await loadMessages('en')),
      language: 'en',
      json: true,
      print: (line) => void printed.push(line),
      printJson: (value) => void printed.push(value),
      progress: () => undefined,
    };
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('[BACK-1] --dry-run --json prints one value with every record and what would change, and writes nothing', async () => {
    const options = { target: 'crm', dryRun: true, workspace: dir };
    expect(await exportCommand.run(context, ['order-status'], options)).toBe(0);
    expect(printed).toHaveLength(1);
    const { report } = printed[0] as {
      report: {
        dryRun: boolean;
        folder: null;
        counts: object;
        records: { changed: string[]; values: object[] }[];
      };
    };
    expect(report).toMatchObject({ dryRun: true, target: 'crm', generation: 'aaaaaaaaaaaa', folder: null });
    expect(report.counts).toEqual({ insert: 3, update: 0, 'no-op': 0, refuse: 0, failed: 0 });
    for (const { changed, values } of report.records) {
      expect(values).toHaveLength(changed.length);
      for (const value of values) expect(value).toMatchObject({ before: null });
    }
    expect(existsSync(join(dir, 'exports'))).toBe(false);
  });

  it('[STATUS-10] counts and lists the records that are emptied, and says what to do when they are most', async () => {
    const at = join(dir, 'emptied');
    statusWorkspace(at, '{ id: crm, system: salesforce }');
    const keys = ['0015g000000000KAAQ', '0015g000000000LAAQ', '0015g000000000MAAQ', '0015g000000000NAAQ'];
    const identity = (apart: number) => ({
      'erp|C1': 'g1',
      ...Object.fromEntries(keys.map((key, number) => [`crm|${key}`, number < apart ? 'g2' : 'g1'])),
    });
    const lines: string[] = [];
    const plain = { ...context, json: false, print: (line: string) => void lines.push(line) };
    const send = async (apart: number, options: Record<string, boolean> = {}) => {
      lines.length = 0;
      await publishStatus(at, { generation: 'aaaaaaaaaaaa', orders: [order(1)], identity: identity(apart) });
      return exportCommand.run(plain, ['order-status'], { target: 'crm', workspace: at, ...options });
    };
    await send(0);
    const refused: unknown = await send(3, { dryRun: true }).catch((error: unknown) => error);
    const { line } = failureOf(refused, plain.t);
    for (const part of ['3 of 4 records in crm', 'Nothing was written', '--allow-emptying'])
      expect(line).toContain(part);
    await send(3, { dryRun: true, allowEmptying: true });
    expect(lines).toContain('3 records that told of an order have none any more and are told so:');
    await send(1);
    expect(lines).toContain('One record that told of an order has none any more and is told so:');
    expect(lines).toContain('  Account 0015g000000000KAAQ');
    await send(1);
    expect(lines.join('\n')).not.toContain('told of an order');
  });

  it('[API-17] a generation of an older version is called outdated, with what it lacks', async () => {
    const at = join(dir, 'older');
    statusWorkspace(at, '{ id: crm, system: salesforce }');
    const generation = 'aaaaaaaaaaaa';
    await publishStatus(at, { generation, orders: [order(1)] });
    const path = generationFile(join(at, 'warehouse'), generation);
    const warehouse = await openWarehouse({ path });
    await warehouse.run('alter table mart_order_status drop column quantity_to_ship');
    warehouse.close();
    const options = { target: 'crm', dryRun: true, workspace: at };
    const refused: unknown = await exportCommand
      .run(context, ['order-status'], options)
      .catch((error: unknown) => error);
    expect(failureOf(refused, context.t)).toMatchObject({
      code: 'outdated_generation',
      exit: 2,
      line: `The data served now (${generation}) were built by an older version of Tandem and lack mart_order_status.quantity_to_ship. Run again: tandem run`,
    });
  });

  it('says what is missing in one line', async () => {
    await expect(exportCommand.run(context, ['order-status'], { workspace: dir })).rejects.toMatchObject({
      code: 'bad_request',
    });
  });
});
