import { keyBlocks, type KeyBlocks } from './key-blocks.ts';
import {
  groupingOrder,
  groupsOf,
  groupsWithin,
  noGroups,
  type KeyGroups,
  type KeyPart,
} from './key-groups.ts';
import type { RecordFeatures } from './record-features.ts';

/** What a rule asks of a field: its value, a part of it (`partOf` by code), or one of several words (of a code those from `from[code]` on). Codes below `size`, 0 for none. */
export interface RulePart {
  readonly field: number;
  readonly size: number;
  readonly partOf?: Int32Array;
  readonly words?: { readonly from: Int32Array; readonly codes: Int32Array };
}

export interface RuleTask {
  readonly features: Pick<RecordFeatures, 'codes' | 'records' | 'relation'>;
  readonly rules: readonly (readonly RulePart[])[];
  /** Rules by their places, as `ruleFamilies` has them. */
  readonly families: readonly (readonly number[])[];
  /** Blocks of more records are passed over. */
  readonly largest: number;
  /** How many relations there are, when only records of different ones make pairs. */
  readonly relations: number | undefined;
}

/** Rules that group by the same part first, which is then done once. */
export function ruleFamilies(rules: readonly (readonly RulePart[])[]): number[][] {
  const families = new Map<RulePart | undefined, number[]>();
  for (const [rule, parts] of rules.entries()) {
    const [first] = groupingOrder(parts);
    families.set(first, [...(families.get(first) ?? []), rule]);
  }
  return [...families.values()];
}

function keyPart({ codes, records }: RuleTask['features'], part: RulePart): KeyPart {
  const { field, partOf, words, size } = part;
  const own = codes[field] ?? new Int32Array(records);
  if (words !== undefined) return { codes: own, words, size };
  if (partOf === undefined) return { codes: own, size };
  const parts = new Int32Array(records);
  for (let record = 0; record < records; record++) parts[record] = partOf[own[record] ?? 0] ?? 0;
  return { codes: parts, size };
}

/** The blocks that the rules of a family make of the records. */
export function familyBlocks(
  { features, rules, families, largest, relations }: RuleTask,
  family: number,
): KeyBlocks[] {
  const { records, relation } = features;
  let first: KeyGroups | undefined;
  return (families[family] ?? []).map((rule) => {
    const [most, ...rest] = groupingOrder(rules[rule] ?? []);
    first ??= most === undefined ? noGroups : groupsOf(records, keyPart(features, most));
    return keyBlocks(
      records,
      groupsWithin(
        first,
        rest.map((part) => keyPart(features, part)),
      ),
      largest,
      most?.words !== undefined,
      relations === undefined ? undefined : { of: relation, count: relations },
    );
  });
}
