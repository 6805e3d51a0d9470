import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../src/cli/command.ts';
import { exportCommand } from '../../src/cli/export.ts';
import { loadMessages } from '../../src/messages/load-messages.ts';
import { createTranslate } from '../../src/messages/translate.ts';
import { order, publishStatus, statusWorkspace } from '../support/order-status.ts';

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

  it('says what is missing in one line', async () => {
    await expect(exportCommand.run(context, ['order-status'], { workspace: dir })).rejects.toMatchObject({
      code: 'bad_request',
    });
  });
});
