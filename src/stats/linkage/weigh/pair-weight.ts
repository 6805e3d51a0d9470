import type { FieldWeights } from './field-weights.ts';
import type { PairList } from '../block/pair-list.ts';
import type { RecordFeatures } from '../code/record-features.ts';

/** Fields of a household or a place, and what they count for at most together, in whole thousandths of a bit. */
export interface SharedEvidence {
  readonly fields: readonly number[];
  readonly of: 'household' | 'place';
  readonly most: number;
  /** Fields in which members of a household agree more often than any two: what that takes off `most`, by level. */
  readonly kin?: readonly { readonly field: number; readonly less: readonly number[] }[];
}

/**
 * [LINK-41] Fields of which only the one that says most counts in pairs that are at level 0 of a field of `differs` and agree in
 * `least` of `places` or more, and no more than makes the odds even: a family has no less in common than a match, nor have
 * companies of one owner that differ by their number ([LINK-45]), or firms whose names have more words ([LINK-54]).
 */
export interface Premises {
  readonly of: 'premises' | 'sisters' | 'names';
  readonly least: number;
  readonly fields: readonly number[];
  readonly places: readonly number[];
  readonly differs: readonly number[];
}

/** What a pair's levels are worth, in whole thousandths of a bit. */
export interface WeightModel {
  readonly prior: number;
  readonly weights: readonly FieldWeights[];
  /** What agreement on a value adds for being rare, by field and code. */
  readonly adjust?: readonly (Int16Array | undefined)[];
  readonly shared?: SharedEvidence;
  readonly premises?: readonly Premises[];
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
  { prior, weights, adjust = [], shared, premises = [] }: WeightModel,
): PairWeights {
  const base = new Int32Array(size).fill(prior);
  const weight = new Int32Array(size);
  const rare = new Int16Array(size * fields);
  // What the shared fields say of each pair, to be capped when all is known.
  const [common, commonRare] = [
    new Int32Array(shared === undefined ? 0 : size),
    new Int32Array(shared === undefined ? 0 : size),
  ];
  const sides = premises.map((each) => sideOf(size, fields, levels, each));
  for (const [field, { alone, follows }] of weights.entries()) {
    const [adds, own] = [adjust[field], codes[field]];
    const best = alone.length - 1;
    const isShared = shared?.fields.includes(field) === true;
    const telling = sides.filter(({ of }) => of.fields.includes(field));
    for (let pair = 0; pair < size; pair++) {
      const level = levels[pair * fields + field] ?? -1;
      if (level < 0) continue;
      const beside = follows === undefined ? -1 : (levels[pair * fields + follows.field] ?? -1);
      const agrees = follows !== undefined && beside >= follows.from;
      const table = follows === undefined || beside < 0 ? alone : agrees ? follows.agrees : follows.differs;
      const worth = table[level] ?? 0;
      base[pair] = (base[pair] ?? 0) + worth;
      if (isShared) common[pair] = (common[pair] ?? 0) + worth;
      const add =
        adds === undefined || own === undefined || level !== best || agrees
          ? 0
          : (adds[own[left[pair] ?? 0] ?? 0] ?? 0);
      for (const { of, apart, agreed, told, most, toldRare, mostRare } of telling) {
        if (apart[pair] !== 1) continue;
        if (worth > 0 && of.places.includes(field)) agreed[pair] = (agreed[pair] ?? 0) + 1;
        told[pair] = (told[pair] ?? 0) + Math.max(0, worth);
        most[pair] = Math.max(most[pair] ?? 0, worth);
        toldRare[pair] = (toldRare[pair] ?? 0) + Math.max(0, worth + add);
        mostRare[pair] = Math.max(mostRare[pair] ?? 0, worth + add);
      }
      if (add === 0) continue;
      rare[pair * fields + field] = add;
      weight[pair] = (weight[pair] ?? 0) + add;
      if (isShared) commonRare[pair] = (commonRare[pair] ?? 0) + add;
    }
  }
  for (let pair = 0; pair < size; pair++) {
    // Of a household or a place, and of premises, what takes more off; nothing is taken off twice.
    let [beyond, beyondRare] = [0, 0];
    if (shared !== undefined) {
      const own = common[pair] ?? 0;
      let { most } = shared;
      for (const { field, less } of shared.kin ?? []) most -= less[levels[pair * fields + field] ?? -1] ?? 0;
      [beyond, beyondRare] = [Math.max(0, own - most), Math.max(0, own + (commonRare[pair] ?? 0) - most)];
    }
    for (const { of, apart, agreed, told, most, toldRare, mostRare } of sides) {
      if (apart[pair] !== 1 || (agreed[pair] ?? 0) < of.least) continue;
      beyond = Math.max(beyond, (told[pair] ?? 0) - Math.min(-prior, most[pair] ?? 0));
      beyondRare = Math.max(beyondRare, (toldRare[pair] ?? 0) - Math.min(-prior, mostRare[pair] ?? 0));
    }
    weight[pair] = (weight[pair] ?? 0) + (base[pair] ?? 0) - beyondRare;
    base[pair] = (base[pair] ?? 0) - beyond;
  }
  return { base, weight, rare };
}

/** Of pairs that are told apart by one rule: what its fields say, the most that one of them says, and in how many places they agree. */
interface Side {
  readonly of: Premises;
  /** 1 for pairs at level 0 of a field that tells them apart. */
  readonly apart: Uint8Array;
  readonly agreed: Uint8Array;
  readonly told: Int32Array;
  readonly most: Int32Array;
  readonly toldRare: Int32Array;
  readonly mostRare: Int32Array;
}

function sideOf(size: number, fields: number, levels: Int8Array, of: Premises): Side {
  const apart = new Uint8Array(size);
  for (const field of of.differs)
    for (let pair = 0; pair < size; pair++) if (levels[pair * fields + field] === 0) apart[pair] = 1;
  const one = (): Int32Array => new Int32Array(size);
  return {
    of,
    apart,
    agreed: new Uint8Array(size),
    told: one(),
    most: one(),
    toldRare: one(),
    mostRare: one(),
  };
}
