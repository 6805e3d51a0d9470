import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../pipelines/workspace.ts';
import { companyName } from './identity-workspace.ts';
import { type CustomerRow, makeTwoSystemWorkspace } from './two-system-workspace.ts';

const objects = `  people:
    files: ['people*.csv']
    key: [id]
    cursor: changed_at
    extract: increment
    columns:
      id: { type: id, required: true }
      party: { type: id }
      name: { type: text, required: true }
      email: { type: text }
      phone: { type: text }
      made: { type: date }
      gone: { type: boolean }
      changed_at: { type: timestamp, required: true }
    deleted: { column: gone, equals: '1' }
  items:
    files: ['items*.csv']
    key: [id]
    cursor: changed_at
    extract: increment
    columns:
      id: { type: id, required: true }
      code: { type: text, required: true }
      name: { type: text, required: true }
      uom: { type: text }
      gone: { type: boolean }
      changed_at: { type: timestamp, required: true }
    deleted: { column: gone, equals: '1' }
`;
const contact = `select id as source_key, party as customer_key, name as full_name,
  nullif(regexp_extract(name, '^(\\w+) (\\w+ Jr[.])$', 1), '') as first_name,
  nullif(regexp_extract(name, '^(\\w+) (\\w+ Jr[.])$', 2), '') as last_name, email, phone, made as created_on, _cursor as _modified_at, _batch, _line from people`;
const product = `select id as source_key, code, name, uom, not _is_deleted as is_active, _cursor as valid_from, _cursor as _modified_at, _batch, _line from items__history`;

const people = {
  crm: [
    'k0,A0,Ann Lee,ann@c0.example,+1 555 0100,2024-01-01',
    'k1,A0,Bob Ray,,+1 555 0101,2024-01-02',
    'k2,A0,Cy Dunn,cy@c0.example,,2024-01-03',
    'k3,A1,Dee Fox,dee@c1.example,,2024-01-04',
    'k4,A2,Eve Hall,,,2024-01-05',
    'k5,A3,Flo Kim,flo@shared.example,,2024-01-06',
    'k6,A4,Jo Nagy,jo@lone.example,,2024-01-07',
    'k7,A5,Ray Hill Jr.,hill@c5.example,,2024-01-08',
    'k8,A5,Hill,hill@c5.example,,2024-01-09',
  ],
  erp: [
    'p0,P0,Ann  Lée,ANN@c0.example,,2023-01-01',
    'p1,P0,Bob Ray,bob@c0.example,+1 (555) 0101,2023-01-02',
    'p2,P0,Cy Dunn,dunn@home.example,,2023-01-03',
    'p3,P1,D. Fox,dee@c1.example,,2023-01-04',
    'p5,P4,Flo Kim,flo@shared.example,,2023-01-06',
    'p6,P9,Jo Nagy,jo@lone.example,,2023-01-07',
    'p7,P5,"Hill, Ray II",hill@c5.example,,2023-01-08',
    'p8,P5,Ray Hill Sr.,hill@c5.example,,2023-01-09',
  ],
} as const;
const items = {
  crm: [
    'i0,PU-100,Pump 100,pcs',
    'i1,PU-200,Pump 200,pcs',
    'i2,VA 10,Valve 10,pcs',
    'i3,MO-7,Motor seven,pcs',
    'i4,ONLY-CRM,Kit,',
  ],
  erp: [
    'e0,pu100,Pump hundred,pcs',
    'e1,PU200,Pump 200,set',
    'e2,VA-10,Valve ten,',
    'e3,MT-7,Motor seven,pcs',
    'e5,ONLY-ERP,Grease,kg',
    'e6,ONLY-ERP-2,Grease,kg',
  ],
} as const;

/**
 * Two systems with companies, their people and their products, whose surname is a field of its own where they are a Jr. Ann, Bob and Dee are one by rule; Cy has two addresses, Ray Hill and
 * his father of that name share one with a Hill who may be either, Flo
 * and Jo are at two customers each. Pump 100 and Valve 10 are one by code; Pump 200 differs in its unit, Motor seven in its
 * code.
 */
export function makeTiedWorkspace(): Workspace {
  const parties = (prefix: string): CustomerRow[] =>
    Array.from({ length: 10 }, (_, n) => ({
      id: `${prefix}${String(n)}`,
      name: companyName(n),
      ref: `C${String(n)}`,
      phone: `+86 21 5550 ${String(1_000 + n)}`,
      email: `office@c${String(n)}.example`,
      made: '2023-01-01',
    }));
  const workspace = makeTwoSystemWorkspace(parties('A'), parties('P'));
  for (const [system, source] of [
    ['sales', 'crm'],
    ['orders', 'erp'],
  ] as const) {
    const folder = join(workspace.dir, 'systems', system);
    appendFileSync(join(folder, 'system.yaml'), objects);
    writeFileSync(join(folder, 'contact.sql'), contact);
    writeFileSync(join(folder, 'product.sql'), product);
    for (const object of ['people', 'items'] as const) write(workspace, source, object, object);
  }
  return workspace;
}

const heads = { people: 'id,party,name,email,phone,made', items: 'id,code,name,uom' } as const;
const rowsOf = { people, items } as const;

function write(
  { dir }: Workspace,
  source: 'crm' | 'erp',
  object: 'people' | 'items',
  file: string,
  deleted?: readonly string[],
): void {
  const end = deleted === undefined ? ',,2026-01-05 08:00:00' : ',1,2026-02-05 08:00:00';
  const rows = rowsOf[object][source].filter((row) => deleted?.includes(row.split(',')[0] ?? '') ?? true);
  writeFileSync(
    join(dir, 'extracts', source, `${file}.csv`),
    `${heads[object]},gone,changed_at\n${rows.map((row) => row + end).join('\n')}\n`,
  );
}

/** A second extract that says of these people (k…, p…) or items (i…, e…) that their source deleted them. */
export function deleteTied(
  workspace: Workspace,
  source: 'crm' | 'erp',
  object: 'people' | 'items',
  ids: readonly string[],
): void {
  write(workspace, source, object, `${object}-deleted`, ids);
}
