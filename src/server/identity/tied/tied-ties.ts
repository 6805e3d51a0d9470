import type { TiedEntity } from '../../../../pipelines/identity/rules/tie-rule.ts';
import { namesAtTiesSql, tieSql } from '../../../../pipelines/identity/rules/tie-sql.ts';
import type { ActiveIdentityDecision } from '../../../contract/identity-decision.ts';
import { records as rowsOf } from '../../queries/records.ts';
import type { Services } from '../../services.ts';
import { readColumns } from '../cluster-data.ts';
import { numbersOf, stateUnder } from '../cluster-question.ts';
import type { Review } from '../with-review.ts';
import type { TiedState } from './tied-effect.ts';
import { tiedSources } from './tied-source.ts';

const empty = new Int32Array();

/**
 * The pairs that rules tie, and the names that may tell them apart, under these decisions about all entities. Contacts are tied within their customer: where
 * decisions about customers wait, within the customer that the next run makes.
 */
export async function tiedTies(
  services: Pick<Services, 'identity'>,
  review: Review,
  entity: TiedEntity,
  decisions: readonly ActiveIdentityDecision[],
): Promise<Pick<TiedState, 'ties' | 'names'>> {
  const { lease } = review;
  const moved = entity === 'contact' ? await movedCustomers(services, review, decisions) : [];
  const records =
    moved.length === 0
      ? tiedSources[entity].records
      : `select r.* replace (coalesce(moved.golden, r.golden_id) as golden_id) from (${tiedSources[entity].records}) r
left join int_contact_identity own on own.contact_id = r.id
left join int_customer_identity c on c.customer_id = own.customer_id
left join (
  select one[1]::integer as position, one[2] as golden from (select unnest(from_json($1::json, '[["varchar"]]')) as one)
) moved on moved.position = c.position`;
  const values = moved.length === 0 ? [] : [JSON.stringify(moved)];
  const within = (sql: string): string => `with record as materialized (${records}) ${sql}`;
  const namesSql = namesAtTiesSql(entity, 'record');
  const [[left = empty, right = empty], names] = await Promise.all([
    readColumns(lease, within(tieSql(entity, 'record')), values),
    namesSql === undefined ? [] : rowsOf<{ n: number; name: string }>(lease, within(namesSql), values),
  ]);
  return {
    ties: { left: Int32Array.from(left), right: Int32Array.from(right) },
    names: new Map(names.map(({ n, name }) => [n, name])),
  };
}

/** Customer records, by number, that are in another golden customer under these decisions than served, with a name for that. */
async function movedCustomers(
  services: Pick<Services, 'identity'>,
  { lease, model, state }: Review,
  decisions: readonly ActiveIdentityDecision[],
): Promise<[string, string][]> {
  const [before, after] = [stateUnder(state.known, model), stateUnder(decisions, model)];
  const ids = (of: readonly ActiveIdentityDecision[]): string => of.map(({ id }) => id).join(' ');
  if (ids(before.decisions) === ids(after.decisions)) return [];
  const [data, numbers] = await Promise.all([
    services.identity.data(lease),
    numbersOf(lease, [...before.decisions, ...after.decisions]),
  ]);
  const { changes } = await services.identity.thread.effect({
    kind: 'effect',
    data,
    numbers,
    before,
    after,
    watch: [],
    limit: data.records,
  });
  return changes.flatMap((change, at) =>
    change.after.map((record): [string, string] => [String(record), `changed ${String(at)}`]),
  );
}
