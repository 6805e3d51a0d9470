import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryPaths } from '../../../pipelines/publish/repository-paths.ts';
import type { ActiveIdentityDecision } from '../../contract/identity-decision.ts';
import { pinnableFields } from '../../contract/pinnable-fields.ts';
import type { Cell } from '../../contract/api/cell.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';

export type GoldenValues = Readonly<Record<string, string | null>>;

const columns = pinnableFields.map((field) => `${field}::varchar as "${field}"`).join(', ');

const model = (name: string): string =>
  readFileSync(join(repositoryPaths.models, 'core', `${name}.sql`), 'utf8');

/**
 * The values that win for golden customers made of these records under these decisions: the very models of a build, over
 * these records only. Golden id → field → value.
 */
export async function goldenValues(
  lease: Pick<ServingLease, 'rows'>,
  golden: readonly (readonly [goldenId: string, records: readonly string[]])[],
  decisions: readonly ActiveIdentityDecision[],
): Promise<ReadonlyMap<string, GoldenValues>> {
  const members = golden.flatMap(([goldenId, own]) => own.map((record) => [record, goldenId]));
  if (members.length === 0) return new Map();
  const pins = decisions.flatMap((each, at) =>
    each.kind === 'pin' ? [[each.id, each.record, each.field, each.value, String(at)]] : [],
  );
  const rows = await records<Record<string, Cell>>(
    lease,
    `with shown as (
  select one[1] as customer_id, one[2] as golden_id from (select unnest(from_json($1::json, '[["varchar"]]')) as one)
),
int_customer_identity as (select customer_id, golden_id from shown),
int_identity_pin as (
  select one[1] as decision_id, one[2] as customer_id, one[3] as field, one[4] as value, one[5]::integer as position
  from (select unnest(from_json($2::json, '[["varchar"]]')) as one)
),
dim_customer as (
  select d.* replace (shown.golden_id as golden_id) from main.dim_customer as d join shown on d.customer_id = shown.customer_id where d.is_current
),
bridge_golden_record as (
  select b.* replace (shown.golden_id as golden_id) from main.bridge_golden_record as b join shown on b.customer_id = shown.customer_id
),
bridge_golden_value as (${model('bridge_golden_value')}),
golden as (${model('dim_golden_customer')})
select golden_id, ${columns} from golden where customer_no <> 0`,
    [JSON.stringify(members), JSON.stringify(pins)],
  );
  return byGolden(rows);
}

/** The same of golden customers as they are served. */
export async function servedValues(
  lease: Pick<ServingLease, 'rows'>,
  goldenIds: readonly string[],
): Promise<ReadonlyMap<string, GoldenValues>> {
  return byGolden(
    await records<Record<string, Cell>>(
      lease,
      `select golden_id, ${columns} from dim_golden_customer where golden_id in (select unnest(from_json($1::json, '["varchar"]')))`,
      [JSON.stringify(goldenIds)],
    ),
  );
}

const byGolden = (rows: readonly Record<string, Cell>[]): ReadonlyMap<string, GoldenValues> =>
  new Map(
    rows.map((row) => [
      String(row['golden_id']),
      Object.fromEntries(
        pinnableFields.map((field) => [field, typeof row[field] === 'string' ? row[field] : null]),
      ),
    ]),
  );
