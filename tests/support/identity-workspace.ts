import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../pipelines/workspace.ts';
import { type CustomerRow, makeTwoSystemWorkspace } from './two-system-workspace.ts';

const phone = (n: number): string => `+86 21 5550 ${String(1_000 + n)}`;
const words = ['Harbour', 'Northern', 'Lakeside', 'Quarry', 'Summit', 'Willow', 'Granite', 'Falcon'];
const trades = ['Pumps', 'Valves', 'Motors', 'Bearings', 'Castings', 'Filters'];

/** Name of the company of this number: no two of the first 48 are alike. */
export const companyName = (n: number): string =>
  `${words[n % words.length] ?? ''} ${trades[Math.floor(n / words.length) % trades.length] ?? ''} ${n < 24 ? 'Ltd' : 'Works'}`;

/**
 * 36 companies that both systems know, with less and less to tell: by account number and telephone, by telephone and
 * name, by name alone, by telephone alone, by nothing. The order system has a branch, the sales system a merged record, and one
 * merged into a record that is gone.
 * Five people work in the order system: two of one name, one without a name, one who has left.
 */
export function makeIdentityWorkspace(): Workspace {
  const crm: CustomerRow[] = [];
  const erp: CustomerRow[] = [];
  for (let n = 0; n < 36; n++) {
    const kind = n % 5;
    const made = (year: number): string => `${year}-01-${String((n % 28) + 1).padStart(2, '0')}`;
    const number = kind === 0 ? { ref: `C${n}`, email: `office@c${n}.example` } : {};
    crm.push({ id: `A${n}`, name: companyName(n), phone: phone(n), made: made(2024), ...number });
    erp.push({
      id: `P${n}`,
      name:
        kind === 3
          ? `Shenzhen Trading ${n}`
          : kind === 4
            ? `Guild of ${trades[n % 6] ?? ''} ${n}`
            : companyName(n),
      phone: kind === 2 || kind === 4 ? phone(n + 500) : phone(n),
      made: made(2023),
      ...number,
    });
  }
  crm.push({ id: 'M', name: 'Harbor Pump', master: 'A0', made: '2024-06-01' });
  crm.push({ id: 'G', name: 'Vanished Kilns', master: 'Z9', made: '2024-06-02' });
  erp.push({ id: 'B', name: `${companyName(1)} (Wuxi)`, parent: 'P1', made: '2023-06-01' });
  const workspace = makeTwoSystemWorkspace(crm, erp);
  const folder = join(workspace.dir, 'systems', 'orders');
  appendFileSync(
    join(folder, 'system.yaml'),
    `  orders:
    files: ['orders*.csv']
    key: [id]
    cursor: changed_at
    extract: increment
    columns:
      id: { type: id, required: true }
      party: { type: id, required: true }
      day: { type: date, required: true }
      changed_at: { type: timestamp, required: true }
  people:
    files: ['people*.csv']
    key: [id]
    columns:
      id: { type: id, required: true }
      name: { type: text }
      team: { type: text }
      here: { type: boolean, required: true }
`,
  );
  writeFileSync(
    join(folder, 'employee.sql'),
    `select id as source_key, name, team as role, here as is_active, _cursor as _modified_at, _batch, _line from people`,
  );
  writeFileSync(
    join(workspace.dir, 'extracts', 'erp', 'people.csv'),
    'id,name,team,here\n1,王芳,East,true\n2,王芳,North,true\n3,Ada Quist,East,false\n4,Mia Lund,North,true\n5,,North,true\n',
  );
  writeFileSync(
    join(folder, 'sales_order.sql'),
    `select id as source_key, id as number, party as customer_key, day as ordered_on, 'confirmed' as status, 'USD' as currency, _cursor as _modified_at, _batch, _line from orders`,
  );
  writeFileSync(
    join(workspace.dir, 'extracts', 'erp', 'orders.csv'),
    `id,party,day,changed_at\n${erp.map(({ id }, at) => `S${at},${id},2026-03-01,2026-03-01 08:00:00`).join('\n')}\n`,
  );
  return workspace;
}
