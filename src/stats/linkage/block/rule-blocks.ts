import { keyBlocks, type KeyBlocks } from './key-blocks.ts';
import { keyGroups, type KeyPart } from './key-groups.ts';
import type { RecordFeatures } from '../code/record-features.ts';
import type { ScratchMemory } from '../code/scratch-memory.ts';

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
  /** Blocks of more records are passed over. */
  readonly largest: number;
  /** How many relations there are, when only records of different ones make pairs. */
  readonly relations: number | undefined;
}

/** `place`: which part of its rule it is. */
function keyPart(
  { codes, records }: RuleTask['features'],
  part: RulePart,
  place: number,
  scratch: ScratchMemory,
): KeyPart {
  const { field, partOf, words, size } = part;
  const own = codes[field] ?? new Int32Array(records);
  if (words !== undefined) return { codes: own, words, size };
  if (partOf === undefined) return { codes: own, size };
  const parts = scratch.ints(`part ${String(place)}`, records);
  for (let record = 0; record < records; record++) parts[record] = partOf[own[record] ?? 0] ?? 0;
  return { codes: parts.subarray(0, records), size };
}

/** The blocks that rules make of the records, one rule after the other. */
export function ruleBlocks(
  { features, rules, largest, relations }: RuleTask,
  scratch: ScratchMemory,
): (rule: number) => KeyBlocks {
  const { records, relation } = features;
  return (rule) => {
    const parts = rules[rule] ?? [];
    return keyBlocks(
      records,
      keyGroups(
        records,
        parts.map((part, place) => keyPart(features, part, place, scratch)),
        scratch,
      ),
      largest,
      parts.some(({ words }) => words !== undefined),
      relations === undefined ? undefined : { of: relation, count: relations },
    );
  };
}
