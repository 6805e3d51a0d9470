import { namedRecords } from '../../../../pipelines/identity/golden/record-numbers.ts';
import type { TiedEntity } from '../../../../pipelines/identity/rules/tie-rule.ts';
import type { IdentityPreviewResponse } from '../../../contract/api/identity.ts';
import type { ActiveIdentityDecision } from '../../../contract/identity-decision.ts';
import { records } from '../../queries/records.ts';
import type { Services } from '../../services.ts';
import { changedValues } from '../changed-values.ts';
import { checkDecisions, type GivenDecision } from '../check-decisions.ts';
import { newlyOverruled, withNew } from '../decide.ts';
import { pinnedCustomers } from '../pinned-customers.ts';
import { toldChanges } from '../threshold-effect.ts';
import type { Review } from '../with-review.ts';
import { tellTiedChanges } from './tell-tied-changes.ts';
import { tiedTies } from './tied-ties.ts';
import { tiedValues } from './tied-values.ts';

/** [REVIEW-4] The preview of decisions about contacts or products. */
export async function previewTied(
  services: Pick<Services, 'identity'>,
  review: Review,
  entity: TiedEntity,
  given: readonly GivenDecision[],
  by: string,
): Promise<IdentityPreviewResponse> {
  const { lease, state, stamp } = review;
  await checkDecisions({ lease, state }, given);
  const customerOf = await pinnedCustomers(lease, [...state.active, ...given]);
  const overruled = newlyOverruled(state.active, given, by, customerOf);
  const before = given.length === 0 ? state.known : state.active;
  const after = withNew(state.active, given);
  const own = (decisions: readonly ActiveIdentityDecision[]): ActiveIdentityDecision[] =>
    decisions.filter((each) => each.entity === entity);
  const table = `int_${entity}_identity`;
  const [[counted], numbers, was, is] = await Promise.all([
    records<{ n: number }>(lease, `select count(*)::double as n from ${table}`),
    records<{ id: string; n: number }>(
      lease,
      `select ${entity}_id as id, position as n from ${table} where ${entity}_id in (select unnest(from_json($1::json, '["varchar"]')))`,
      [JSON.stringify(namedRecords(own([...before, ...after])))],
    ),
    tiedTies(services, review, entity, before),
    tiedTies(services, review, entity, after),
  ]);
  const effect = await services.identity.thread.tied({
    kind: 'tied',
    records: counted?.n ?? 0,
    numbers: new Map(numbers.map(({ id, n }) => [id, n])),
    before: { ...was, decisions: own(before) },
    after: { ...is, decisions: own(after) },
    limit: toldChanges,
  });
  const changes = await tellTiedChanges(lease, entity, effect.changes);
  const [old, next] = await Promise.all([
    tiedValues(
      lease,
      entity,
      changes.map((change) => [change.goldenId, change.before]),
    ),
    tiedValues(
      lease,
      entity,
      changes.map((change) => [change.goldenId, change.after]),
    ),
  ]);
  return {
    ...stamp,
    golden: { ...effect.golden },
    merged: effect.merged,
    split: effect.split,
    changes: changes.map((change) => ({
      ...change,
      name: next.get(change.goldenId)?.['name'] ?? old.get(change.goldenId)?.['name'] ?? change.name,
    })),
    values: changedValues(
      changes.map(({ goldenId }) => goldenId),
      old,
      next,
    ),
    overruled,
  };
}
