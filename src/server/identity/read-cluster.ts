import { TandemError } from '../../contract/errors.ts';
import type { IdentityClusterResponse } from '../../contract/api/identity.ts';
import { compileResolve } from '../../metrics/customers/compile-customer.ts';
import { createParameters } from '../../metrics/parameters.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import type { Asker } from '../queries/answer-query.ts';
import { compileContext } from '../queries/compile-context.ts';
import { records } from '../queries/records.ts';
import { decidedPairs } from './decided-pairs.ts';
import { decidedOf, type PairRow } from './pair-row.ts';
import { pairSql } from './pair-sql.ts';
import type { Review } from './with-review.ts';

type Tie = IdentityClusterResponse['ties'][number];
type Joined = IdentityClusterResponse['records'][number]['joinedBy'];

/** A golden customer with its records and what ties them. Throws `not_found` for an id that leads to none. */
export async function readCluster(
  { lease, state, stamp }: Review,
  asker: Asker,
  id: string,
): Promise<IdentityClusterResponse> {
  const resolve = compileResolve(id, rowPolicy(asker.principal), compileContext(lease, asker.language));
  const [found] = await records<{ golden_id: string }>(lease, resolve.sql, resolve.parameters);
  if (!found) throw new TandemError('not_found', { what: 'customer' });
  const goldenId = found.golden_id;
  const parameters = createParameters();
  const decided = decidedPairs(state.active, 'customer');
  const pairs = pairSql(decided, state, parameters);
  const golden = parameters.text(goldenId);
  const [members, ties, [named]] = await Promise.all([
    records<Record<'id' | 'source' | 'name' | 'city' | 'country' | 'joined_by', string | null>>(
      lease,
      `select b.customer_id as id, b.source, c.name, c.city, c.country, b.joined_by
from (select * from bridge_golden_record where golden_id = $1) b join dim_customer c on c.customer_id = b.customer_id and c.is_current
order by b.role, b.customer_id`,
      [goldenId],
    ),
    records<PairRow>(
      lease,
      `with ${pairs} select * from pair where l_golden = ${golden} and r_golden = ${golden} order by weight desc, l_id, r_id limit 5000`,
      parameters.values,
    ),
    records<{ name: string | null }>(lease, 'select name from dim_golden_customer where golden_id = $1', [
      goldenId,
    ]),
  ]);
  const own = new Set(members.map((member) => member.id));
  const shown = new Set(ties.map((row) => `${String(row['l_id'])} ${String(row['r_id'])}`));
  const pending = new Set(state.decisions.filter(state.isPending).map((each) => each.id));
  const alsoDecided = decided
    .filter(({ left, right }) => own.has(left) && own.has(right) && !shown.has(`${left} ${right}`))
    .map(({ left, right, id: decision, joins }): Tie => ({
      left,
      right,
      weight: 0,
      rules: [],
      band: 'apart',
      isBridge: false,
      decided: {
        id: decision,
        kind: joins ? 'must_link' : 'cannot_link',
        pending: pending.has(decision),
      },
    }));
  return {
    ...stamp,
    goldenId,
    name: named?.name ?? null,
    records: members.map((member) => ({
      id: member.id ?? '',
      source: member.source ?? '',
      name: member.name,
      city: member.city,
      country: member.country,
      about: null,
      goldenId,
      joinedBy: member.joined_by as Joined,
    })),
    ties: [
      ...ties.map((row): Tie => ({
        left: String(row['l_id']),
        right: String(row['r_id']),
        weight: Number(row['weight']),
        rules: [],
        band: row['band'] as Tie['band'],
        isBridge: row['is_bridge'] === true,
        decided: decidedOf(row),
      })),
      ...alsoDecided,
    ],
  };
}
