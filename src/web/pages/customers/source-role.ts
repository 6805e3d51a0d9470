import type { CustomerResponse } from '../../../contract/api/customers.ts';

/** Which side each source of the customer's records is on: crm or erp. */
export const sourceRoles = (records: CustomerResponse['records']): ReadonlyMap<string, string> =>
  new Map(records.map(({ source, role }) => [source, role]));

export const rolesOf = (
  sources: readonly string[],
  roles: ReadonlyMap<string, string>,
): { inCrm: boolean; inErp: boolean } => ({
  inCrm: sources.some((source) => (roles.get(source) ?? source) === 'crm'),
  inErp: sources.some((source) => (roles.get(source) ?? source) === 'erp'),
});
