import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { silent } from '../contract/progress.ts';
import { loadMessages } from '../messages/load-messages.ts';
import { createTranslate } from '../messages/translate.ts';
import { doctorCommand } from './doctor.ts';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'tandem-doctor-'));
  for (const folder of ['extracts/shop', 'extracts/erp', 'systems/shop'])
    mkdirSync(join(dir, folder), { recursive: true });
  writeFileSync(
    join(dir, 'tandem.yaml'),
    'name: x\nsources:\n  - { id: shop, system: shop }\n  - { id: erp, system: odoo }\n',
  );
  writeFileSync(join(dir, 'systems/shop/system.yaml'), 'system: shop\nrole: shopping\nobjects: {}\n');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it('[LOAD-56] the doctor finds a broken system.yaml before a run does, and says so in the reader’s language', async () => {
  const t = createTranslate('zh-CN', await loadMessages('zh-CN'));
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const context = {
    t,
    language: 'zh-CN',
    json: false,
    print,
    printJson: () => undefined,
    progress: silent,
  } as const;
  expect(await doctorCommand.run(context, [], { workspace: dir })).toBe(1);
  expect(lines.filter((line) => line.includes('系统:'))).toEqual([
    `✗ 系统: 系统定义 ${join(dir, 'systems/shop/system.yaml')} 有误：第 2 行：“role”的值为“shopping”，只能是以下之一：crm, erp, other。`,
    expect.stringMatching(/^✓ 系统: odoo：\d+ 个对象$/),
  ]);
});
