import { followedFields, type JointAgreements } from './dependence.ts';
import { eachPattern, noNeighbours, type PatternCounts, type Ratios, type Shape } from './level-contexts.ts';

/** That a field follows another. */
export interface Followed {
  readonly field: number;
  readonly follows: number;
}

/** What is known of the fields before any pair is seen; see EstimateInput. */
export interface KnownTies {
  readonly apart?: readonly number[];
  readonly known?: readonly Followed[];
}

/** Which fields go together in random pairs, as far as the priors tell that they are no matches; and those that are known to. */
export function findFollowed(
  shape: Shape,
  { random, apart = [], known = [] }: { readonly random: PatternCounts } & KnownTies,
  ratio: Ratios,
  lambda: number,
): (number | undefined)[] {
  const { fields, from } = shape;
  const filled = shape.priors.map(() => 0);
  const joint = shape.priors.map(() => shape.priors.map(() => ({ pairs: 0, left: 0, right: 0, both: 0 })));
  eachPattern(
    shape,
    random,
    ratio,
    { match: Math.log(lambda / (1 - lambda)), neighbour: noNeighbours },
    (row, count, match) => {
      const by = count * (1 - match);
      for (let left = 0; left < fields; left++) {
        const own = random.levels[row * fields + left] ?? -1;
        if (own < 0) continue;
        filled[left] = (filled[left] ?? 0) + by;
        for (let right = left + 1; right < fields; right++) {
          const other = random.levels[row * fields + right] ?? -1;
          const into = joint[left]?.[right];
          if (other < 0 || into === undefined) continue;
          const [same, equal] = [own >= (from[left] ?? 0), other >= (from[right] ?? 0)];
          into.pairs += by;
          if (same) into.left += by;
          if (equal) into.right += by;
          if (same && equal) into.both += by;
        }
      }
    },
  );
  const told = new Map(known.map(({ field, follows }) => [field, follows]));
  const alone = (at: number): boolean => apart.includes(at) || told.has(at);
  const found = followedFields({
    fields,
    joint: (left, right): JointAgreements | undefined =>
      alone(left) || alone(right) ? undefined : joint[left]?.[right],
    filled,
    lambda,
  });
  return found.map((follows, at) => told.get(at) ?? follows);
}
