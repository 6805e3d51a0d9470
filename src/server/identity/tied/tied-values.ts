import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TiedEntity } from '../../../../pipelines/identity/rules/tie-rule.ts';
import { repositoryPaths } from '../../../../pipelines/publish/repository-paths.ts';
import { records } from '../../queries/records.ts';
import type { ServingLease } from '../../queries/serving.ts';
import type { GoldenValues } from '../golden-values.ts';
import { tiedSources } from './tied-source.ts';

/** The values that golden contacts or products of these records have: the very model of a build, over these records only. */
export async function tiedValues(
  lease: Pick<ServingLease, 'rows'>,
  entity: TiedEntity,
  golden: readonly (readonly [goldenId: string, records: readonly string[]])[],
): Promise<ReadonlyMap<string, GoldenValues>> {
  const members = golden.flatMap(([goldenId, own]) => own.map((record) => [record, goldenId]));
  if (members.length === 0) return new Map();
  const { bridge, idColumn, goldenColumn, golden: table, values } = tiedSources[entity];
  const model = readFileSync(join(repositoryPaths.models, 'core', `${table}.sql`), 'utf8');
  const rows = await records<Record<string, string | null>>(
    lease,
    `with ${bridge} as (
  select one[1] as ${idColumn}, one[2] as ${goldenColumn} from (select unnest(from_json($1::json, '[["varchar"]]')) as one)
),
golden as (${model})
select ${goldenColumn} as golden, ${values.map((field) => `${field}::varchar as "${field}"`).join(', ')} from golden`,
    [JSON.stringify(members)],
  );
  return new Map(
    rows.map((row) => [
      String(row['golden']),
      Object.fromEntries(values.map((field) => [field, row[field] ?? null])),
    ]),
  );
}
