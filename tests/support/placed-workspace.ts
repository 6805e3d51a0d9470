import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../pipelines/workspace.ts';
import { makeTwoSystemWorkspace } from './two-system-workspace.ts';

const customer = (place: string): string =>
  `select id as source_key, name, 'company' as kind, tax as tax_id, phone, email, ref as external_ref, ${place},
  'CNY' as currency, 'Direct' as channel, 'Marine' as industry, 30 as payment_terms_days,
  true as is_active, made as created_on, _cursor as valid_from, _cursor as _modified_at, _batch, _line
from parties__history`;

/** Three companies, each known to both systems, in Jiangsu: Suzhou by the order system, Wuxi by the sales system. */
export function makePlacedWorkspace(): Workspace {
  const names = ['Harbour Pumps Ltd', 'Northern Valve Works', 'Quarry and Sons'];
  const parties = (prefix: string) =>
    names.map((name, n) => ({
      id: `${prefix}${String(n)}`,
      name,
      ref: `C${String(n)}`,
      phone: `+86 21 5550 ${String(1_000 + n)}`,
      email: `office@c${String(n)}.example`,
      made: '2023-01-01',
    }));
  const workspace = makeTwoSystemWorkspace(parties('A'), parties('P'));
  for (const [system, city] of [
    ['sales', 'Wuxi'],
    ['orders', 'Suzhou'],
  ] as const)
    writeFileSync(
      join(workspace.dir, 'systems', system, 'customer.sql'),
      customer(`'${city}' as city, 'Jiangsu' as province, 'CN' as country`),
    );
  return workspace;
}
