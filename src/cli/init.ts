import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { TandemError } from '../contract/errors.ts';
import type { CliCommand } from './command.ts';

const template = (name: string): string => `name: ${JSON.stringify(name)}
kind: real
base_currency: USD
time_zone: UTC
# as_of: 2026-06-30        # "today" for every number; without it, the newest business date in the data
fiscal: { first_month: 1 }
lost_after_days: 180       # a customer with no order for so long is lost
keep_generations: 5
# Each source is one system's extracts. \`system\` is a folder of pipelines/systems or of systems/ here.
sources:
  - { id: crm, system: salesforce, path: extracts/crm }
  - { id: erp, system: odoo, path: extracts/erp }
`;

/** `tandem init DIR`: a new workspace with its configuration and folders for extracts. */
export const initCommand: CliCommand = {
  usage: 'init <dir>',
  about: 'cli.init.about',
  options: [],
  examples: ['tandem init ../company'],
  async run({ t, json, print, printJson }, args) {
    const dir = resolve(String(args[0]));
    const file = join(dir, 'tandem.yaml');
    if (existsSync(file)) throw new TandemError('bad_request', { reason: t('cli.init.exists', { file }) });
    if (existsSync(dir) && !statSync(dir).isDirectory())
      throw new TandemError('bad_request', { reason: t('cli.init.not_a_folder', { dir }) });
    for (const folder of ['extracts/crm', 'extracts/erp', 'systems'])
      mkdirSync(join(dir, folder), { recursive: true });
    writeFileSync(file, template(basename(dir)), { flag: 'wx' });
    const { openWorkspace } = await import('../../pipelines/workspace.ts');
    openWorkspace(dir);
    if (json) printJson({ workspace: dir, file });
    else print(t('cli.init.done', { file }));
    return 0;
  },
};
