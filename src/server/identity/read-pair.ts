import type { IdentityPairResponse } from '../../contract/api/identity.ts';
import { explainPair } from '../../../pipelines/identity/explain-pair.ts';
import { TandemError } from '../../contract/errors.ts';
import type { Cell } from '../../contract/api/cell.ts';
import { generationFacts } from '../queries/generation-facts.ts';
import { records } from '../queries/records.ts';
import type { Bound, ServingLease } from '../queries/serving.ts';
import type { Row } from '../../warehouse/open.ts';
import { decidedAbout } from './decided-about.ts';
import { decidedPairs } from './decided-pairs.ts';
import type { Review } from './with-review.ts';

type Side = IdentityPairResponse['left'];

/** Columns of a record as its source gave them, in the order they are read; of the owner the name. */
const shownFields = [
  'name',
  'legal_name',
  'kind',
  'tax_id',
  'external_ref',
  'email',
  'phone',
  'website',
  'street',
  'postcode',
  'city',
  'province',
  'country',
  'industry',
  'channel',
  'owner_key',
  'currency',
  'credit_limit',
  'payment_terms_days',
  'parent_id',
  'merged_into_id',
  'is_active',
  'created_on',
] as const;

const owner = `coalesce((select e.name from dim_employee e where e.employee_id = people.owner_key), owner_key)`;

/** [REVIEW-3] Any two records side by side: what speaks for and against their being one, and what depends on it. */
export async function readPair(
  { lease, model, state, stamp }: Review,
  leftId: string,
  rightId: string,
): Promise<IdentityPairResponse> {
  if (leftId === rightId) throw new TandemError('bad_request', { reason: 'one_record_twice' });
  const [sides, facts] = await Promise.all([readSides(lease, [leftId, rightId]), generationFacts(lease)]);
  const side = (id: string): Side => {
    const found = sides.get(id);
    if (!found) throw new TandemError('unknown_record', { record: id });
    return found;
  };
  const [left, right] = [side(leftId), side(rightId)];
  const explained = await explainPair(
    {
      rows: async <T extends Row>(sql: string, parameters?: unknown) =>
        (await records(lease, sql, parameters as Bound)) as unknown as T[],
    },
    leftId,
    rightId,
  );
  return {
    ...stamp,
    currency: facts.baseCurrency ?? '',
    left,
    right,
    weight: explained.weight,
    probability: explained.probability,
    band: explained.band,
    addends: explained.addends.map(({ field, label, weight, beside, left: a, right: b }) => ({
      field,
      label,
      weight,
      beside: beside === undefined ? null : { ...beside },
      left: a,
      right: b,
    })),
    blocks: [...explained.blocks],
    missed: explained.missed.map(({ rule, left: a, right: b }) => ({ rule, left: a, right: b })),
    thresholds: { ...model.thresholds },
    rules: [],
    sameGolden: left.goldenId === right.goldenId,
    decided: decidedAbout(decidedPairs(state.active, 'customer'), state, leftId, rightId),
  };
}

async function readSides(lease: ServingLease, ids: readonly string[]): Promise<ReadonlyMap<string, Side>> {
  const rows = await records<Record<string, Cell>>(
    lease,
    `with people as (
  select * from dim_customer where is_current and customer_id in ($1, $2)
),
numbers as (select distinct customer_no from people),
owed as (
  select customer_no, sum(delta_base)::double as amount from mart_receivable_event semi join numbers using (customer_no) group by all
),
expected as (
  select customer_no, sum(weighted_delta_base)::double as amount from mart_pipeline_event semi join numbers using (customer_no) group by all
),
orders as (
  select customer_id, count(*)::integer as orders, max(ordered_on) as last_on from fct_sales_order where customer_id in ($1, $2) group by all
)
select customer_id as id, _source as source, people.golden_id, ${shownFields.map((field) => `${field === 'owner_key' ? owner : field}::varchar as "${field}"`).join(', ')},
  coalesce(orders, 0) as orders,
  greatest(last_on, nullif(valid_from, date '1900-01-01'), created_on)::varchar as last_seen,
  coalesce(owed.amount, 0) as owed, coalesce(expected.amount, 0) as expected
from people left join orders using (customer_id) left join owed using (customer_no) left join expected using (customer_no)`,
    [ids[0] ?? '', ids[1] ?? ''],
  );
  const text = (value: Cell | undefined): string | null => (typeof value === 'string' ? value : null);
  return new Map(
    rows.map((row) => [
      String(row['id']),
      {
        id: String(row['id']),
        source: String(row['source']),
        name: text(row['name']),
        city: text(row['city']),
        country: text(row['country']),
        about: null,
        goldenId: String(row['golden_id']),
        fields: Object.fromEntries(shownFields.map((field) => [field, text(row[field])])),
        orders: Number(row['orders']),
        lastSeen: text(row['last_seen']),
        openReceivables: Number(row['owed']),
        pipeline: Number(row['expected']),
      },
    ]),
  );
}
