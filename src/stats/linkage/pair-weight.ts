import type { FieldWeights } from './field-weights.ts';
import type { PairList } from './pair-list.ts';
import type { RecordFeatures } from './record-features.ts';

/** Fields of a household or a place, and what they count for at most together, in whole thousandths of a bit. */
export interface SharedEvidence {
  readonly fields: readonly number[];
  readonly of: 'household' | 'place';
  readonly most: number;
  /** Fields in which members of a household agree more often than any two: what that takes off `most`, by level. */
  readonly kin?: readonly { readonly field: number; readonly less: readonly number[] }[];
}

/** What a pair's levels are worth, in whole thousandths of a bit. */
export interface WeightModel {
  readonly prior: number;
  readonly weights: readonly FieldWeights[];
  /** What agreement on a value adds for being rare, by field and code. */
  readonly adjust?: readonly (Int16Array | undefined)[];
  readonly shared?: SharedEvidence;
}

/** One entry a pair. */
export interface PairWeights {
  /** Before rare and frequent values are told apart. */
  readonly base: Int32Array;
  readonly weight: Int32Array;
  /** Row-major, one cell a field: what its value adds for being rare, as far as it counts. */
  readonly rare: Int16Array;
}

/** Weighs pairs by their levels (row-major, one a field, -1 where a value is missing). */
export function weighPairs(
  { codes, fields }: RecordFeatures,
  { size, left }: PairList,
  levels: Int8Array,
  { prior, weights, adjust = [], shared }: WeightModel,
): PairWeights {
  const base = new Int32Array(size).fill(prior);
  const weight = new Int32Array(size);
  const rare = new Int16Array(size * fields);
  // What the shared fields say of each pair, to be capped when all is known.
  const [common, commonRare] = [
    new Int32Array(shared === undefined ? 0 : size),
    new Int32Array(shared === undefined ? 0 : size),
  ];
  for (const [field, { alone, follows }] of weights.entries()) {
    const [adds, own] = [adjust[field], codes[field]];
    const best = alone.length - 1;
    const isShared = shared?.fields.includes(field) === true;
    for (let pair = 0; pair < size; pair++) {
      const level = levels[pair * fields + field] ?? -1;
      if (level < 0) continue;
      const beside = follows === undefined ? -1 : (levels[pair * fields + follows.field] ?? -1);
      const agrees = follows !== undefined && beside >= follows.from;
      const table = follows === undefined || beside < 0 ? alone : agrees ? follows.agrees : follows.differs;
      const worth = table[level] ?? 0;
      base[pair] = (base[pair] ?? 0) + worth;
      if (isShared) common[pair] = (common[pair] ?? 0) + worth;
      if (adds === undefined || own === undefined || level !== best || agrees) continue;
      const add = adds[own[left[pair] ?? 0] ?? 0] ?? 0;
      rare[pair * fields + field] = add;
      weight[pair] = (weight[pair] ?? 0) + add;
      if (isShared) commonRare[pair] = (commonRare[pair] ?? 0) + add;
    }
  }
  for (let pair = 0; pair < size; pair++) {
    const all = (weight[pair] ?? 0) + (base[pair] ?? 0);
    if (shared === undefined) {
      weight[pair] = all;
      continue;
    }
    const own = common[pair] ?? 0;
    let { most } = shared;
    for (const { field, less } of shared.kin ?? []) most -= less[levels[pair * fields + field] ?? -1] ?? 0;
    base[pair] = (base[pair] ?? 0) - Math.max(0, own - most);
    weight[pair] = all - Math.max(0, own + (commonRare[pair] ?? 0) - most);
  }
  return { base, weight, rare };
}
