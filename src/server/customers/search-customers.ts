import type { CustomerSearch, CustomerSearchResponse } from '../../contract/api/customers.ts';
import { compileCustomerSearch } from '../../metrics/customers/compile-search.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import type { Asker } from '../queries/answer-query.ts';
import { compileContext } from '../queries/compile-context.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';
import type { Services } from '../services.ts';
import { namesThatSound } from './name-sounds.ts';

type Row = CustomerSearchResponse['rows'][number];

export interface FoundCustomers {
  readonly total: number;
  readonly rows: Row[];
}

/** [C360-1] [C360-3] Golden customers this person may see. Throws `timeout` or `too_many_requests`. */
export async function searchCustomers(
  services: Pick<Services, 'cache' | 'limits'>,
  lease: ServingLease,
  asker: Asker,
  search: CustomerSearch,
): Promise<FoundCustomers> {
  const policy = rowPolicy(asker.principal);
  const key = JSON.stringify(['customers', lease.generation, search, policy.key]);
  const { value } = await services.cache.get(key, () =>
    services.limits.queries.run(asker.principal.userId, async () => {
      const sounding = await namesThatSound(services, lease, search.q);
      const compiled = compileCustomerSearch(search, sounding, policy, compileContext(lease, asker.language));
      const [counted] = await records<{ total: number }>(lease, compiled.count, compiled.parameters);
      const found = await records<Record<string, string | number | boolean | null>>(
        lease,
        compiled.sql,
        compiled.parameters,
      );
      const rows = found.map(rowOf);
      return { total: counted?.total ?? 0, rows, bytes: 200 + rows.length * 400 };
    }),
  );
  return { total: value.total, rows: value.rows };
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const rowOf = (row: Record<string, string | number | boolean | null>): Row => ({
  goldenId: text(row['golden_id']) ?? '',
  name: text(row['name']),
  otherName: text(row['other_name']),
  kind: text(row['kind']),
  region: text(row['region']),
  channel: text(row['channel']),
  city: text(row['city']),
  sources: (text(row['sources']) ?? '').split(',').filter((source) => source !== ''),
  inCrm: row['in_crm'] === true,
  inErp: row['in_erp'] === true,
  recordCount: Number(row['record_count']),
  matched: text(row['matched']) as Row['matched'],
  revenue: Number(row['revenue']),
  receivables: Number(row['receivables']),
  overdue: Number(row['overdue']),
  unrated: {
    revenue: Number(row['revenue_unrated']),
    receivables: Number(row['receivables_unrated']),
    overdue: Number(row['overdue_unrated']),
    payments: {
      receivables: Number(row['receivables_payments']),
      overdue: Number(row['overdue_payments']),
    },
  },
});
