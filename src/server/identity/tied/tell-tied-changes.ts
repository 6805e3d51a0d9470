import type { TiedEntity } from '../../../../pipelines/identity/rules/tie-rule.ts';
import { tiedIdSql } from '../../../../pipelines/identity/rules/tied-id.ts';
import type { IdentityPreviewResponse } from '../../../contract/api/identity.ts';
import { records } from '../../queries/records.ts';
import type { ServingLease } from '../../queries/serving.ts';
import type { ClusterChange } from '../cluster-changes.ts';
import { movedNames } from '../moved-names.ts';
import { tiedSources } from './tied-source.ts';

type Told = IdentityPreviewResponse['changes'][number] & { readonly goldenId: string };

/** Ids and names for the numbers of changes. */
export async function tellTiedChanges(
  lease: Pick<ServingLease, 'rows'>,
  entity: TiedEntity,
  changes: readonly ClusterChange[],
): Promise<Told[]> {
  if (changes.length === 0) return [];
  const rows = await records<{ n: number; id: string; shown: string | null; minted: string }>(
    lease,
    `with record as (${tiedSources[entity].records})
select n, id, shown, ${tiedIdSql(entity, 'id')} as minted from record
where n in (select unnest(from_json($1::json, '["integer"]')))`,
    [
      JSON.stringify([
        ...new Set(changes.flatMap(({ before, after, mintRecord }) => [...before, ...after, mintRecord])),
      ]),
    ],
  );
  const own = new Map(rows.map((row) => [row.n, row]));
  const ids = (of: readonly number[]): string[] => of.map((n) => own.get(n)?.id ?? '').sort();
  return changes.map(({ mintRecord, before, after }) => ({
    goldenId: own.get(mintRecord)?.minted ?? '',
    name: own.get(mintRecord)?.shown ?? null,
    before: ids(before),
    after: ids(after),
    names: movedNames({ before, after }, (n) => {
      const row = own.get(n);
      return row && { id: row.id, name: row.shown };
    }),
  }));
}
