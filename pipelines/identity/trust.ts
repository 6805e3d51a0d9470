import { appendRows } from '../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import type { WorkspaceConfig } from '../workspace.ts';

/** Fields for which the order system is asked first; for all others the sales system is. */
const erpFirst = new Set([
  'legal_name',
  'tax_id',
  'street',
  'city',
  'province',
  'postcode',
  'country',
  'currency',
  'credit_limit',
  'payment_terms_days',
  'kind',
]);

const fields = [
  ...erpFirst,
  'name',
  'email',
  'phone',
  'website',
  'region',
  'channel',
  'industry',
  'owner_key',
] as const;

/**
 * [GOLDEN-5] Writes int_identity_trust: for each field its sources, most trusted first. Sources that `identity.trust` of
 * tandem.yaml lists for a field come first in its order; then those of the field's own role, then the rest.
 */
export async function writeTrust(
  warehouse: Warehouse,
  config: Pick<WorkspaceConfig, 'sources' | 'identity'>,
): Promise<void> {
  const roles = await warehouse.rows<{ source: string; role: string }>('select source, role from etl_source');
  const roleOf = new Map(roles.map(({ source, role }) => [source, role]));
  const rank = (field: string, source: string): number => {
    const listed = config.identity.trust[field]?.indexOf(source) ?? -1;
    if (listed >= 0) return listed;
    const first = erpFirst.has(field) || field === 'region' ? 'erp' : 'crm';
    const role = roleOf.get(source);
    return 1_000 + (role === first ? 0 : role === 'crm' || role === 'erp' ? 1 : 2);
  };
  await appendRows(
    warehouse,
    { name: 'int_identity_trust' },
    fields.flatMap((field) => config.sources.map(({ id }) => [field, id, rank(field, id)])),
  );
}
