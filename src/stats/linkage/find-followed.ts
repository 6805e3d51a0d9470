import { followedFields, type JointAgreements } from './dependence.ts';
import { eachPattern, noNeighbours, type PatternCounts, type Ratios, type Shape } from './level-contexts.ts';

/** Which fields go together in random pairs, as far as the priors tell that they are no matches. */
export function findFollowed(
  shape: Shape,
  { random, apart = [] }: { readonly random: PatternCounts; readonly apart?: readonly number[] },
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
  return followedFields({
    fields,
    joint: (left, right): JointAgreements | undefined =>
      apart.includes(left) || apart.includes(right) ? undefined : joint[left]?.[right],
    filled,
    lambda,
  });
}
