import { TandemError } from '../../src/contract/errors.ts';
import { explainRecords, type RowReader } from './explain-records.ts';
import { keptJson, noWords, type KeptRecord } from './kept-records.ts';
import type { LinkModel } from './link/link-model.ts';
import { oneOfSeveral, otherOfSeveral, type PairExplanation } from './pair-explanation.ts';

/**
 * Explains any two customer records of a generation, compared by the build or not: the same levels and weights as the build
 * gives. Reads what the generation holds and writes nothing. Throws `unknown_record` when it does not know one of them.
 */
export async function explainPair(
  generation: RowReader,
  leftId: string,
  rightId: string,
): Promise<PairExplanation> {
  const [left, right] = [await keptRecord(generation, leftId), await keptRecord(generation, rightId)];
  const model = await keptModel(generation);
  const [kept] = await generation.rows<{ decision: string | null; between: string | null }>(
    `select decision_id as decision, list_filter(addends, lambda addend: addend.label in ('${oneOfSeveral}', '${otherOfSeveral}'))[1].label as between
     from int_identity_pair where left_id = least($1, $2) and right_id = greatest($1, $2)`,
    [leftId, rightId],
  );
  return {
    ...(await explainRecords(generation, model, left, right, kept?.between ?? undefined)),
    ...(typeof kept?.decision === 'string' ? { decided: { id: kept.decision } } : {}),
  };
}

async function keptRecord(generation: RowReader, id: string): Promise<KeptRecord> {
  const [row] = await generation.rows<{ kept: string }>(
    `select ${keptJson} from (select customer_id as id, ${noWords} as words, * from mart_identity_record) where id = $1`,
    [id],
  );
  if (row === undefined) throw new TandemError('unknown_record', { record: id });
  return JSON.parse(row.kept) as KeptRecord;
}

async function keptModel(generation: RowReader): Promise<LinkModel> {
  const [row] = await generation.rows<{ settings: string }>(
    `select settings::varchar as settings from meta_identity_model where entity = 'customer'`,
  );
  if (row === undefined) throw new TandemError('not_found', { what: 'identity model' });
  return JSON.parse(row.settings) as LinkModel;
}
