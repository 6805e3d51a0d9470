import { linkRecords } from '../../pipelines/identity/link/link-records.ts';
import type { LinkModel } from '../../pipelines/identity/link/link-model.ts';
import {
  linkSettingsSchema,
  type LinkField,
  type LinkMode,
  type LinkSettings,
} from '../../pipelines/identity/link/link-settings.ts';
import { profileRelations } from '../../pipelines/identity/link/profile/profile-relations.ts';
import { takeApart } from '../../pipelines/identity/link/read/take-apart.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { pairScores, type PairScores } from './pair-scores.ts';

export interface ToldNothing extends PairScores {
  readonly model: LinkModel;
  /** What was found to be compared, before names and addresses are taken apart. */
  readonly settings: LinkSettings;
}

/**
 * Links tables (each with `id`, and `entity` that is hidden from it) as the command does when told nothing, and scores the
 * clusters. `fields` may change what is compared.
 */
export async function linkToldNothing(
  warehouse: Warehouse,
  names: readonly string[],
  mode: LinkMode,
  fields: (found: readonly LinkField[]) => readonly LinkField[] = (found) => found,
): Promise<ToldNothing> {
  const relations = names.map((name) => ({ name, source: `(select * exclude (entity) from ${name})` }));
  const found = linkSettingsSchema.parse(await profileRelations(warehouse, relations, mode));
  const settings = linkSettingsSchema.parse({ ...found, fields: fields(found.fields), key: 'id' });
  const { model, plan } = await linkRecords(warehouse, await takeApart(warehouse, relations, settings));
  const prefix = (name: string): string => (names.length > 1 ? `'${name}|' || id` : 'id');
  const scores = await pairScores(
    warehouse,
    names
      .map((name, rel) => `select ${prefix(name)} as id, entity, ${String(rel)} as rel from ${name}`)
      .join(' union all '),
    `select a.id as a, b.id as b from ${plan.table('cluster')} x join ${plan.table('cluster')} y on x.cluster = y.cluster and x.no < y.no join ${plan.table('record')} a on a.no = x.no join ${plan.table('record')} b on b.no = y.no`,
  );
  return { ...scores, model, settings };
}
