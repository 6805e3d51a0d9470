import type { z } from 'zod';
import type { identityPairsRequest } from '../../contract/api/identity.ts';
import type { Parameters } from '../../metrics/parameters.ts';

/** [REVIEW-2] Which pairs a view shows. */
export const viewSql = {
  review: `band <> 'apart' and decided_id is null and not same_golden`,
  bridge: `is_bridge and decided_id is null`,
  match: `band = 'match'`,
  apart: `band = 'apart'`,
  decided: 'decided_id is not null',
  all: 'true',
} as const;

/** Condition over the table `pair`: of a view, of a record, by name or key. */
export function pairFilter(
  asked: Pick<z.output<typeof identityPairsRequest>, 'view' | 'record' | 'q'>,
  parameters: Parameters,
): string {
  const where: string[] = [viewSql[asked.view]];
  if (asked.record !== undefined) {
    const record = parameters.text(asked.record);
    where.push(`(l_id = ${record} or r_id = ${record})`);
  }
  const q = asked.q.trim().toLowerCase();
  if (q !== '') {
    const word = parameters.text(q);
    const columns = ['l_name', 'r_name', 'l_id', 'r_id'];
    where.push(`(${columns.map((column) => `contains(lower(${column}), ${word})`).join(' or ')})`);
  }
  return where.join(' and ');
}
