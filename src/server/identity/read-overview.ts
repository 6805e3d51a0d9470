import type { z } from 'zod';
import type { identityOverviewResponse } from '../../contract/api/identity.ts';
import { createParameters } from '../../metrics/parameters.ts';
import { records } from '../queries/records.ts';
import { stateUnder } from './cluster-question.ts';
import { decidedPairs } from './decided-pairs.ts';
import { viewSql } from './pair-filter.ts';
import { pairSql } from './pair-sql.ts';
import { pendingOf } from './pending-of.ts';
import type { Review } from './with-review.ts';

/** How customers of both systems meet: counts, pairs by weight, and what waits. */
export async function readOverview({
  lease,
  model,
  state,
  stamp,
}: Review): Promise<z.input<typeof identityOverviewResponse>> {
  const parameters = createParameters();
  const pairs = pairSql(decidedPairs(state.active, 'customer'), state, parameters);
  const [[golden], [waiting], histogram] = await Promise.all([
    records<Record<'records' | 'golden' | 'both' | 'crm' | 'erp' | 'neither', number>>(
      lease,
      `select (select count(*) from bridge_golden_record)::double as records, count(*)::double as golden,
  count(*) filter (in_crm and in_erp)::double as both, count(*) filter (in_crm and not in_erp)::double as crm, count(*) filter (in_erp and not in_crm)::double as erp,
  count(*) filter (not in_crm and not in_erp)::double as neither
from dim_golden_customer where customer_no <> 0`,
    ),
    records<Record<'review' | 'bridges', number>>(
      lease,
      `with ${pairs} select count(*) filter (${viewSql.review})::double as review, count(*) filter (${viewSql.bridge})::double as bridges from pair`,
      parameters.values,
    ),
    records<{ from: number; pairs: number }>(
      lease,
      `select (floor(weight / 1000.0) * 1000)::integer as "from", count(*)::double as pairs from fct_identity_pair
where probability is not null group by 1 order by 1`,
    ),
  ]);
  return {
    ...stamp,
    thresholds: { ...model.thresholds },
    nextThresholds: {
      ...stateUnder(state.active, model).thresholds,
      decision: state.active.findLast(({ kind }) => kind === 'threshold')?.id ?? null,
    },
    floor: model.floor,
    counts: {
      records: golden?.records ?? 0,
      golden: golden?.golden ?? 0,
      bothSystems: golden?.both ?? 0,
      crmOnly: golden?.crm ?? 0,
      erpOnly: golden?.erp ?? 0,
      inNeither: golden?.neither ?? 0,
      review: waiting?.review ?? 0,
      bridges: waiting?.bridges ?? 0,
    },
    histogram,
    termFrequencies: model.termFrequencies,
    pending: state.pending,
    pendingOf: pendingOf(state),
  };
}
