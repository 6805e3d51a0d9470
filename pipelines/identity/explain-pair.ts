import { TandemError } from '../../src/contract/errors.ts';
import { probabilityOf } from '../../src/stats/linkage/milli-bits.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import type { ExplainedAddend, ExplainedRecord, PairExplanation } from './pair-explanation.ts';

interface KeptRecord extends Record<string, unknown> {
  readonly customer_id: string;
  readonly fields: string;
  readonly block_keys: string[];
}

/**
 * Explains any two customer records of a generation, compared by the build or not. Reads what the generation holds and
 * writes nothing. Throws `not_found` when it does not know one of them.
 */
export async function explainPair(
  warehouse: Pick<Warehouse, 'rows'>,
  leftId: string,
  rightId: string,
): Promise<PairExplanation> {
  const kept = await warehouse.rows<KeptRecord>(
    `select customer_id, to_json(fields) as fields, block_keys from mart_identity_record where customer_id in ($1, $2)`,
    [leftId, rightId],
  );
  const record = (id: string): [ExplainedRecord, string[]] => {
    const found = kept.find((one) => one.customer_id === id);
    if (found === undefined) throw new TandemError('not_found', { what: 'customer record', id });
    return [{ id, fields: JSON.parse(found.fields) as Record<string, string> }, found.block_keys];
  };
  const [left, leftKeys] = record(leftId);
  const [right, rightKeys] = record(rightId);
  const [model] = await warehouse.rows<{ settings: string }>(
    `select settings from meta_identity_model where entity = 'customer'`,
  );
  const { weights, thresholds } = JSON.parse(model?.settings ?? '{}') as {
    weights: Record<string, number>;
    thresholds: PairExplanation['thresholds'];
  };
  const addends = Object.entries(weights).map(([field, worth]): ExplainedAddend => {
    const [a, b] = [left.fields[field] ?? null, right.fields[field] ?? null];
    const level = a === null || b === null ? -1 : a === b ? 1 : 0;
    const weight = level === 1 ? worth : level === 0 && field === 'tax_id' ? -20_000 : 0;
    return {
      field,
      level,
      label: level < 0 ? 'missing' : level === 0 ? 'differs' : 'exact',
      weight,
      left: a,
      right: b,
    };
  });
  const weight = addends.reduce((sum, addend) => sum + addend.weight, 0);
  const key = (keys: readonly string[], rule: string): string | null =>
    keys.find((one) => one.startsWith(`${rule}:`))?.slice(rule.length + 1) ?? null;
  const rules = Object.keys(weights).map((rule) => ({
    rule,
    left: key(leftKeys, rule),
    right: key(rightKeys, rule),
  }));
  const meets = (one: { left: string | null; right: string | null }): boolean =>
    one.left !== null && one.left === one.right;
  return {
    left,
    right,
    weight,
    prior: 0,
    probability: probabilityOf(weight - 4_000),
    band: weight >= thresholds.match ? 'match' : weight >= thresholds.review ? 'review' : 'apart',
    thresholds,
    addends,
    blocks: rules.filter(meets).map(({ rule }) => rule),
    missed: rules.filter((rule) => !meets(rule)),
  };
}
