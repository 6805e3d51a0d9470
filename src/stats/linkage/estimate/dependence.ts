/** Agreements of the fields of pairs that are no matches: how many say something in both, how many agree. */
export interface JointAgreements {
  readonly pairs: number;
  readonly left: number;
  readonly right: number;
  readonly both: number;
}

export interface DependenceInput {
  readonly fields: number;
  /** Of two fields; undefined when they are not to be looked at. */
  readonly joint: (left: number, right: number) => JointAgreements | undefined;
  /** Pairs in which a field says something. */
  readonly filled: readonly number[];
  /** Share of matches: so many of the joint agreements may be matches nobody recognised. */
  readonly lambda: number;
}

const leastJoint = 20;
const leastLift = 3;
const overMatches = 2;

const term = (share: number, expected: number): number =>
  share <= 0 ? 0 : share * Math.log(share / expected);

/** Mutual information of two agreements, in nats. */
function information({ pairs, left, right, both }: JointAgreements): number {
  const [a, b, ab] = [left / pairs, right / pairs, both / pairs];
  return (
    term(ab, a * b) +
    term(a - ab, a * (1 - b)) +
    term(b - ab, (1 - a) * b) +
    term(1 - a - b + ab, (1 - a) * (1 - b))
  );
}

/** Whether two fields agree together far more often by chance than each by itself, and matches cannot be why. */
function depends(joint: JointAgreements, lambda: number): boolean {
  const expected = (joint.left * joint.right) / joint.pairs;
  const beyond = joint.both - expected;
  return (
    joint.both >= leastJoint &&
    joint.both >= leastLift * expected &&
    beyond >= overMatches * lambda * joint.pairs
  );
}

/**
 * Which field each follows, so that what goes together by itself (postcode, city and state) is not counted thrice: the
 * forest of the most informative ties (Chow and Liu 1968) among those that are sure, each tree hung on the field that says
 * something most often, the first of equals.
 */
export function followedFields(input: DependenceInput): (number | undefined)[] {
  const { fields, filled } = input;
  const ties: { left: number; right: number; worth: number }[] = [];
  for (let left = 0; left < fields; left++)
    for (let right = left + 1; right < fields; right++) {
      const joint = input.joint(left, right);
      if (joint !== undefined && depends(joint, input.lambda))
        ties.push({ left, right, worth: information(joint) });
    }
  ties.sort((a, b) => b.worth - a.worth || a.left - b.left || a.right - b.right);
  const near: number[][] = Array.from({ length: fields }, () => []);
  const tree = Array.from({ length: fields }, (_, at) => at);
  for (const { left, right } of ties) {
    const [keep, drop] = [tree[left], tree[right]];
    if (keep === drop || keep === undefined) continue;
    tree.forEach((of, at) => {
      if (of === drop) tree[at] = keep;
    });
    near[left]?.push(right);
    near[right]?.push(left);
  }
  const follows = Array.from({ length: fields }, (): number | undefined => undefined);
  const placed = new Set<number>();
  const roots = Array.from({ length: fields }, (_, at) => at).sort(
    (a, b) => (filled[b] ?? 0) - (filled[a] ?? 0) || a - b,
  );
  const hang = (at: number): void => {
    placed.add(at);
    for (const next of near[at] ?? [])
      if (!placed.has(next)) {
        follows[next] = at;
        hang(next);
      }
  };
  for (const root of roots) if (!placed.has(root)) hang(root);
  return follows;
}
