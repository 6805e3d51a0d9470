import type { z } from 'zod';
import type { TiedEntity } from '../../../../pipelines/identity/rules/tie-rule.ts';
import type { identityPairsRequest, IdentityPairsResponse } from '../../../contract/api/identity.ts';
import { createParameters } from '../../../metrics/parameters.ts';
import { generationFacts } from '../../queries/generation-facts.ts';
import { records } from '../../queries/records.ts';
import { decidedPairs } from '../decided-pairs.ts';
import { pairOf, type PairRow } from '../pair-row.ts';
import { pairFilter } from '../pair-filter.ts';
import type { Review } from '../with-review.ts';
import { tiedPairSql } from './tied-pair-sql.ts';

/** Pairs of a view, by page: what rules tie is a match, what only has something in common is for a person to look at. */
export async function listTiedPairs(
  { lease, state, stamp }: Review,
  entity: TiedEntity,
  asked: z.output<typeof identityPairsRequest>,
): Promise<IdentityPairsResponse> {
  const parameters = createParameters();
  const pairs = tiedPairSql(entity, decidedPairs(state.active, entity), state, parameters);
  const filter = pairFilter(asked, parameters);
  const [rows, [count], facts] = await Promise.all([
    records<PairRow>(
      lease,
      `with ${pairs} select * from pair where ${filter} order by lower(l_name), l_id, r_id limit ${parameters.integer(asked.limit)} offset ${parameters.integer(asked.offset)}`,
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
