import type { z } from 'zod';
import type { identityOwnersQuery, IdentityOwnersResponse } from '../../contract/api/identity.ts';
import { createParameters } from '../../metrics/parameters.ts';
import { records } from '../queries/records.ts';
import type { Review } from './with-review.ts';

/** [REVIEW-9] People of the sources whose name, key, role or source has every word; who is no longer there comes last. */
export async function listOwners(
  { lease, stamp }: Pick<Review, 'lease' | 'stamp'>,
  { q, limit }: z.output<typeof identityOwnersQuery>,
): Promise<IdentityOwnersResponse> {
  const parameters = createParameters();
  const words = q
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(
      (word) => `contains(lower(concat_ws(' ', name, employee_id, role, _source)), ${parameters.text(word)})`,
    );
  const rows = await records<{
    id: string;
    name: string;
    source: string;
    role: string | null;
    is_active: boolean;
    total: number;
  }>(
    lease,
    `select employee_id as id, coalesce(name, employee_id) as name, _source as source, role, is_active is not false as is_active,
  count(*) over ()::double as total
from dim_employee where ${['true', ...words].join(' and ')}
order by is_active is false, name is null, lower(name), employee_id limit ${parameters.integer(limit)}`,
    parameters.values,
  );
  return {
    ...stamp,
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ id, name, source, role, is_active }) => ({
      id,
      name,
      source,
      role,
      isActive: is_active,
    })),
  };
}
