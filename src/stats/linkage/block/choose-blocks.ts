/** How likely true matches agree on an atom of a field: on its value, and on a part of it although the value differs. */
export interface AtomOdds {
  readonly field: number;
  /** `value`, or a part. */
  readonly part: string;
  readonly holds: number;
}

export interface BlockCandidate {
  /** Indexes of atoms. */
  readonly atoms: readonly number[];
  /** Pairs it would form. */
  readonly pairs: number;
  /** Share of the records that stand in a block that is not passed over for its size. */
  readonly fits: number;
}

export interface BlockChoiceInput {
  readonly atoms: readonly AtomOdds[];
  /** For each field how often both values of a true match are there, and are equal when there. */
  readonly present: readonly number[];
  readonly equal: readonly number[];
  readonly candidates: readonly BlockCandidate[];
  readonly budget: number;
  readonly maxRules: number;
  /** What a rule costs besides its pairs, in pairs. */
  readonly overhead: number;
}

const simulated = 4_000;
/** A rule that catches fewer of the simulated matches than this is not worth its time. */
const leastGain = 1 / simulated;
/** Every other simulated match is of worse data: it agrees this much less often than expected. */
const worse = 0.6;

/** A fixed sequence of numbers in [0, 1) (Weyl sequences with different irrational steps, scrambled). */
const draw = (row: number, column: number): number => {
  let mixed = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(column + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
};

/**
 * Chooses blocking rules: simulates matches field by field from what is expected of each, then takes the rule that
 * catches most matches not caught before for its pairs, until the budget is spent or nothing is left to gain. Returns
 * indexes of candidates in the order chosen, and the share of simulated matches they catch.
 */
export function chooseBlocks(input: BlockChoiceInput): { chosen: number[]; coverage: number } {
  const { atoms, candidates } = input;
  const agrees = atoms.map((atom, at) =>
    Uint8Array.from({ length: simulated }, (_, row) => {
      const there = draw(row, atom.field * 3) < (input.present[atom.field] ?? 0);
      const quality = row % 2 === 0 ? 1 : worse;
      const same = draw(row, atom.field * 3 + 1) < quality * (input.equal[atom.field] ?? 0);
      const holds = atom.part !== 'value' && draw(row, 1000 + at) < quality * atom.holds;
      return there && (same || holds) ? 1 : 0;
    }),
  );
  const catches = candidates.map((candidate, at) =>
    Uint8Array.from({ length: simulated }, (_, row) =>
      draw(row, 5000 + at) < candidate.fits && candidate.atoms.every((atom) => agrees[atom]?.[row] === 1)
        ? 1
        : 0,
    ),
  );
  const caught = new Uint8Array(simulated);
  const chosen: number[] = [];
  let left = input.budget;
  let covered = 0;
  while (chosen.length < input.maxRules) {
    let best = -1;
    let bestScore = 0;
    let bestGain = 0;
    candidates.forEach((candidate, at) => {
      if (chosen.includes(at) || candidate.pairs > left) return;
      let gain = 0;
      for (let row = 0; row < simulated; row++) if (caught[row] === 0) gain += catches[at]?.[row] ?? 0;
      const score = gain / (candidate.pairs + input.overhead);
      if (gain / simulated >= leastGain && score > bestScore) [best, bestScore, bestGain] = [at, score, gain];
    });
    if (best < 0) break;
    chosen.push(best);
    left -= candidates[best]?.pairs ?? 0;
    covered += bestGain;
    for (let row = 0; row < simulated; row++) if (catches[best]?.[row] === 1) caught[row] = 1;
  }
  return { chosen, coverage: covered / simulated };
}
