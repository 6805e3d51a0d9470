import type { IdentityPairResponse } from '../../contract/api/identity.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';

type Explained = Pick<
  IdentityPairResponse,
  'weight' | 'probability' | 'band' | 'addends' | 'blocks' | 'missed'
>;

/** What the generation kept of a pair; of one that was never compared, which keys its sides have. */
export async function explainKept(lease: ServingLease, left: string, right: string): Promise<Explained> {
  const [lesser, greater] = left < right ? [left, right] : [right, left];
  const [[pair], kept] = await Promise.all([
    records<{ weight: number; probability: number | null; band: string; blocks: string; addends: string }>(
      lease,
      `select weight, probability, band, to_json(blocks)::varchar as blocks, to_json(addends)::varchar as addends from fct_identity_pair where left_id = $1 and right_id = $2`,
      [lesser, greater],
    ),
    records<{ id: string; fields: string; keys: string }>(
      lease,
      `select customer_id as id, to_json(fields)::varchar as fields, to_json(block_keys)::varchar as keys from mart_identity_record where customer_id in ($1, $2)`,
      [left, right],
    ),
  ]);
  const of = (id: string): { fields: Record<string, string>; keys: Map<string, string> } => {
    const row = kept.find((one) => one.id === id);
    const keys = JSON.parse(row?.keys ?? '[]') as string[];
    return {
      fields: JSON.parse(row?.fields ?? '{}') as Record<string, string>,
      keys: new Map(keys.map((key) => [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)])),
    };
  };
  const [a, b] = [of(left), of(right)];
  const addends = JSON.parse(pair?.addends ?? '[]') as { field: string; label: string; weight: number }[];
  const blocks = JSON.parse(pair?.blocks ?? '[]') as string[];
  const rules = [...new Set([...a.keys.keys(), ...b.keys.keys()])].sort();
  return {
    weight: pair?.weight ?? 0,
    probability: pair?.probability ?? null,
    band: (pair?.band ?? 'apart') as Explained['band'],
    addends: addends.map(({ field, label, weight }) => ({
      field,
      label,
      weight,
      left: a.fields[field] ?? null,
      right: b.fields[field] ?? null,
    })),
    blocks,
    missed: rules
      .filter((rule) => !blocks.includes(rule))
      .map((rule) => ({ rule, left: a.keys.get(rule) ?? null, right: b.keys.get(rule) ?? null })),
  };
}
