import type { z } from 'zod';
import type { TiedEntity } from '../../../../pipelines/identity/rules/tie-rule.ts';
import type { identityOverviewResponse } from '../../../contract/api/identity.ts';
import { createParameters } from '../../../metrics/parameters.ts';
import { records } from '../../queries/records.ts';
import { decidedPairs } from '../decided-pairs.ts';
import { viewSql } from '../pair-filter.ts';
import { pendingOf } from '../pending-of.ts';
import type { Review } from '../with-review.ts';
import { tiedPairSql } from './tied-pair-sql.ts';
import { tiedSources } from './tied-source.ts';

/** How contacts or products of both systems meet, by records that are still there [GOLDEN-10], and what a person may look at. */
export async function tiedOverview(
  { lease, state, stamp }: Review,
  entity: TiedEntity,
): Promise<z.input<typeof identityOverviewResponse>> {
  const parameters = createParameters();
  const pairs = tiedPairSql(entity, decidedPairs(state.active, entity), state, parameters);
  const [[golden], [waiting]] = await Promise.all([
    records<Record<'records' | 'golden' | 'both' | 'crm' | 'erp' | 'neither', number>>(
      lease,
      `with record as (${tiedSources[entity].records}),
roles as (select source, min(role) as role from etl_source group by source),
golden as (
  select golden, count(*) as records, bool_or(role = 'crm' and not is_gone) as in_crm, bool_or(role = 'erp' and not is_gone) as in_erp
  from record left join roles using (source) group by golden
)
select coalesce(sum(records), 0)::double as records, count(*)::double as golden, count(*) filter (in_crm and in_erp)::double as both,
  count(*) filter (in_crm and in_erp is not true)::double as crm, count(*) filter (in_erp and in_crm is not true)::double as erp,
  count(*) filter (in_crm is not true and in_erp is not true)::double as neither from golden`,
    ),
    records<{ review: number }>(
      lease,
      `with ${pairs} select count(*) filter (${viewSql.review})::double as review from pair`,
      parameters.values,
    ),
  ]);
  return {
    ...stamp,
    thresholds: null,
    nextThresholds: null,
    floor: null,
    counts: {
      records: golden?.records ?? 0,
      golden: golden?.golden ?? 0,
      bothSystems: golden?.both ?? 0,
      crmOnly: golden?.crm ?? 0,
      erpOnly: golden?.erp ?? 0,
      inNeither: golden?.neither ?? 0,
      review: waiting?.review ?? 0,
      bridges: 0,
    },
    histogram: [],
    termFrequencies: null,
    pending: state.pending,
    pendingOf: pendingOf(state),
  };
}
