import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkspace, type Workspace } from '../../pipelines/workspace.ts';

export interface CustomerRow {
  readonly id: string;
  readonly name: string;
  readonly tax?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly ref?: string;
  readonly parent?: string;
  readonly master?: string;
  readonly made: string;
}

const system = (name: string, role: string): string => `system: ${name}
label: { en: ${name}, zh-CN: ${name} }
role: ${role}
format: { type: csv, timestamps: ['YYYY-MM-DD HH:mm:ss'] }
objects:
  parties:
    files: ['parties*.csv']
    key: [id]
    cursor: changed_at
    extract: increment
    columns:
      id: { type: id, required: true }
      name: { type: text, required: true }
      tax: { type: text }
      phone: { type: text }
      email: { type: text }
      ref: { type: text }
      parent: { type: id }
      master: { type: id }
      made: { type: date, required: true }
      changed_at: { type: timestamp, required: true }
`;

const customer = `select id as source_key, name, 'company' as kind, tax as tax_id, phone, email, ref as external_ref, parent as parent_key,
  master as merged_into_key, true as is_active, made as created_on, _cursor as valid_from, _cursor as _modified_at, _batch, _line
from parties__history`;

/** A workspace of a sales system \`crm\` and an order system \`erp\` that know nothing but customers. */
export function makeTwoSystemWorkspace(crm: readonly CustomerRow[], erp: readonly CustomerRow[]): Workspace {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-two-'));
  writeFileSync(
    join(dir, 'tandem.yaml'),
    `name: Two\nas_of: 2026-06-30\nkeep_generations: 9\nsources:\n  - { id: crm, system: sales, path: extracts/crm }\n  - { id: erp, system: orders, path: extracts/erp }\n`,
  );
  for (const [name, role, source, rows] of [
    ['sales', 'crm', 'crm', crm],
    ['orders', 'erp', 'erp', erp],
  ] as const) {
    mkdirSync(join(dir, 'systems', name), { recursive: true });
    mkdirSync(join(dir, 'extracts', source), { recursive: true });
    writeFileSync(join(dir, 'systems', name, 'system.yaml'), system(name, role));
    writeFileSync(join(dir, 'systems', name, 'customer.sql'), customer);
    addCustomers(dir, source, rows, 'parties');
  }
  return openWorkspace(dir);
}

/** One extract of customers, changed on the day given. */
export function addCustomers(
  dir: string,
  source: 'crm' | 'erp',
  rows: readonly CustomerRow[],
  name: string,
  day = '2026-01-05',
): void {
  const lines = rows.map(({ id, name: called, tax, phone, email, ref, parent, master, made }) =>
    [id, called, tax, phone, email, ref, parent, master, made, `${day} 08:00:00`]
      .map((cell) => cell ?? '')
      .join(','),
  );
  writeFileSync(
    join(dir, 'extracts', source, `${name}.csv`),
    `id,name,tax,phone,email,ref,parent,master,made,changed_at\n${lines.join('\n')}\n`,
  );
}
