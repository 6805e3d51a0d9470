import { TandemError } from '../../../src/contract/errors.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { explainRecords } from '../explain-records.ts';
import { keptJson, keptRecordsSql, type KeptRecord } from '../kept-records.ts';
import type { PairExplanation } from '../pair-explanation.ts';
import { blockKeysSql } from './block/block-keys.ts';
import { placesSql, type LinkInput } from './read/input-rows.ts';
import type { LinkModel } from './link-model.ts';
import type { LinkPlan } from './link-plan.ts';
import { raritySql } from './estimate/term-frequency.ts';

export interface LinkedExplanation extends PairExplanation {
  /** Whether the two are one in the result, by themselves or through others. */
  readonly joined: boolean;
}

interface Place {
  readonly no: number;
  readonly cluster: number;
}

/**
 * [LINK-57] Why two records of a linkage are one or not, compared or not. They are named by their keys, or by their lines where
 * no key names them; of several files the first name is looked for from the first on, the second from the last on.
 * Throws `bad_request` when there is no such record, or the two names are of one.
 */
export async function explainLinked(
  warehouse: Warehouse,
  { plan, model, inputs }: { plan: LinkPlan; model: LinkModel; inputs: readonly LinkInput[] },
  leftName: string,
  rightName: string,
): Promise<LinkedExplanation> {
  const [places, rarity, blockKeys] = ['why_place', 'why_rarity', 'why_key'].map(plan.scratch) as [string, string, string]; // prettier-ignore
  await warehouse.run(`create or replace temp table ${places} as ${placesSql(plan, inputs)}`);
  const find = async (name: string, order: 'asc' | 'desc'): Promise<Place> => {
    const [found] = await warehouse.rows<{ no: number; cluster: number }>(
      `select no, cluster from ${places} join ${plan.table('cluster')} using (no) where named = $1 order by rel ${order}, no ${order} limit 1`,
      [name],
    );
    if (found === undefined) throw new TandemError('bad_request', { reason: 'why_unknown', record: name });
    return found;
  };
  const [left, right] = [await find(leftName, 'asc'), await find(rightName, 'desc')];
  if (left.no === right.no) throw new TandemError('bad_request', { reason: 'why_one', record: leftName });
  await warehouse.run(`create or replace temp table ${rarity} as ${raritySql(plan)}`);
  await warehouse.run(`create or replace temp table ${blockKeys} as ${blockKeysSql(plan, model)}`);
  const kept = async ({ no }: Place, id: string): Promise<KeptRecord> => {
    const [row] = await warehouse.rows<{ kept: string }>(
      `select ${keptJson} from (${keptRecordsSql(plan, { rarity, blockKeys })}) where no = $1`,
      [no],
    );
    return { ...(JSON.parse(row?.kept ?? '{}') as KeptRecord), id };
  };
  const explained = await explainRecords(warehouse, model, await kept(left, leftName), await kept(right, rightName)); // prettier-ignore
  return { ...explained, joined: left.cluster === right.cluster };
}
