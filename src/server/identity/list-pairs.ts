import type { z } from 'zod';
import type { identityPairsRequest, IdentityPairsResponse } from '../../contract/api/identity.ts';
import { createParameters } from '../../metrics/parameters.ts';
import { generationFacts } from '../queries/generation-facts.ts';
import { records } from '../queries/records.ts';
import { decidedPairs } from './decided-pairs.ts';
import { pairFilter } from './pair-filter.ts';
import { pairOf, type PairRow } from './pair-row.ts';
import { pairSql } from './pair-sql.ts';
import type { Review } from './with-review.ts';

const orderSql = {
  stake: 'stake desc, weight desc',
  weight_desc: 'weight desc',
  weight_asc: 'weight',
} as const;

/** Pairs of a view, by page. */
export async function listPairs(
  { lease, state, stamp }: Review,
  asked: z.output<typeof identityPairsRequest>,
): Promise<IdentityPairsResponse> {
  const parameters = createParameters();
  const pairs = pairSql(decidedPairs(state.active, 'customer'), state, parameters);
  const where = [pairFilter(asked, parameters)];
  if (asked.from !== undefined) where.push(`weight >= ${parameters.integer(asked.from)}`);
  if (asked.to !== undefined) where.push(`weight < ${parameters.integer(asked.to)}`);
  const filter = where.join(' and ');
  const [rows, [count], facts] = await Promise.all([
    records<PairRow>(
      lease,
      `with ${pairs} select * from pair where ${filter} order by ${orderSql[asked.order]}, l_id, r_id limit ${parameters.integer(asked.limit)} offset ${parameters.integer(asked.offset)}`,
      parameters.values,
    ),
    records<{ n: number }>(
      lease,
      `with ${pairs} select count(*)::double as n from pair where ${filter}`,
      parameters.values,
    ),
    generationFacts(lease),
  ]);
  return { ...stamp, total: count?.n ?? 0, currency: facts.baseCurrency ?? '', rows: rows.map(pairOf) };
}
