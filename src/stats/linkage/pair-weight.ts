import type { FieldWeights } from './field-weights.ts';
import type { PairList } from './pair-list.ts';
import type { RecordFeatures } from './record-features.ts';

/** What a pair's levels are worth, in whole thousandths of a bit. */
export interface WeightModel {
  readonly prior: number;
  readonly weights: readonly FieldWeights[];
  /** What agreement on a value adds for being rare, by field and code. */
  readonly adjust?: readonly (Int16Array | undefined)[];
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
  { prior, weights, adjust = [] }: WeightModel,
): PairWeights {
  const base = new Int32Array(size).fill(prior);
  const weight = new Int32Array(size);
  const rare = new Int16Array(size * fields);
  for (const [field, { alone, follows }] of weights.entries()) {
    const [adds, own] = [adjust[field], codes[field]];
    const best = alone.length - 1;
    for (let pair = 0; pair < size; pair++) {
      const level = levels[pair * fields + field] ?? -1;
      if (level < 0) continue;
      const beside = follows === undefined ? -1 : (levels[pair * fields + follows.field] ?? -1);
      const agrees = follows !== undefined && beside >= follows.from;
      const table = follows === undefined || beside < 0 ? alone : agrees ? follows.agrees : follows.differs;
      base[pair] = (base[pair] ?? 0) + (table[level] ?? 0);
      if (adds === undefined || own === undefined || level !== best || agrees) continue;
      const add = adds[own[left[pair] ?? 0] ?? 0] ?? 0;
      rare[pair * fields + field] = add;
      weight[pair] = (weight[pair] ?? 0) + add;
    }
  }
  for (let pair = 0; pair < size; pair++) weight[pair] = (weight[pair] ?? 0) + (base[pair] ?? 0);
  return { base, weight, rare };
}
