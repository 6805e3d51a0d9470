import { TandemError } from '../../../contract/errors.ts';
import type { TiedEntity } from '../../../../pipelines/identity/rules/tie-rule.ts';
import type { IdentityClusterResponse } from '../../../contract/api/identity.ts';
import { createParameters } from '../../../metrics/parameters.ts';
import { records } from '../../queries/records.ts';
import { decidedPairs } from '../decided-pairs.ts';
import { pairOf, type PairRow } from '../pair-row.ts';
import type { Review } from '../with-review.ts';
import { tiedPairSql } from './tied-pair-sql.ts';
import { tiedSources } from './tied-source.ts';

type Joined = IdentityClusterResponse['records'][number]['joinedBy'];

/** [GOLDEN-2] A golden contact or product, by its id, a former one or that of a record: its records and what ties them. */
export async function readTiedCluster(
  { lease, state, stamp }: Review,
  entity: TiedEntity,
  id: string,
): Promise<IdentityClusterResponse> {
  const { records: all, golden, goldenColumn } = tiedSources[entity];
  const parameters = createParameters();
  const pairs = tiedPairSql(entity, decidedPairs(state.active, entity), state, parameters);
  const members = await records<Record<'id' | 'source' | 'shown' | 'about' | 'golden' | 'joined_by', string>>(
    lease,
    `with record as (${all})
select id, source, shown, about, golden, joined_by from record
where golden = coalesce(
  (select golden from record where id = $1 or golden = $1 limit 1),
  (select golden_id from bridge_tied_redirect where entity = $2 and old_golden_id = $1)
) order by source, id`,
    [id, entity],
  );
  const goldenId = members[0]?.golden;
  if (goldenId === undefined) throw new TandemError('not_found', { what: entity });
  const own = parameters.text(goldenId);
  const [ties, [named]] = await Promise.all([
    records<PairRow>(
      lease,
      `with ${pairs} select * from pair where l_golden = ${own} and r_golden = ${own} order by l_id, r_id limit 5000`,
      parameters.values,
    ),
    records<{ name: string | null }>(lease, `select name from ${golden} where ${goldenColumn} = $1`, [
      goldenId,
    ]),
  ]);
  return {
    ...stamp,
    goldenId,
    name: named?.name ?? null,
    records: members.map((member) => ({
      id: member.id,
      source: member.source,
      name: member.shown,
      city: null,
      country: null,
      about: member.about,
      goldenId,
      joinedBy: member.joined_by as Joined,
    })),
    ties: ties.map(pairOf).map(({ left, right, rules, band, isBridge, decided }) => ({
      left: left.id,
      right: right.id,
      weight: null,
      rules,
      band,
      isBridge,
      decided,
    })),
  };
}
