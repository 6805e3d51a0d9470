import type { EdgeColumns, LinkConstraints } from './link-edge.ts';
import { ruledOut } from './series-ruled-out.ts';
import { otherNumbers, type SeriesSayings } from './series-sayings.ts';

const nothing: ReadonlySet<number> = new Set();
/** What stands beside several numbers of a series and is none of them: a number of its own, one for all that say the same. */
const noneOfThem = (code: number): ReadonlySet<number> => new Set([-1 - code]);

/** What [LINK-45] makes of the numbers of a series before records are clustered. */
export interface SeriesTies {
  /** Pairs of other numbers that match all the same: something proves them to be one. */
  readonly proven: readonly (readonly [number, number])[];
  readonly sayings: SeriesSayings;
  /** Records that match two that are told apart and are none of them. */
  readonly between: ReadonlySet<number>;
  /** Whether it is decided that a record is not the company that another one is. */
  readonly isRuledOut: (record: number, company: number) => boolean;
}

/**
 * [LINK-45] A match of two records of other numbers is proof. A record whose numbers, or none, go with two that are told apart,
 * and which matches the one hardly better than the other (less than the threshold), is none of them, nor is its like. A company
 * that it is decided not to be is none of those that it matches.
 */
export function seriesTies(
  { codes, numbers }: SeriesSayings,
  { left, right, weight }: EdgeColumns,
  constraints: LinkConstraints,
  threshold: number,
): SeriesTies {
  const proven: [number, number][] = [];
  const near = new Map<number, { code: number; weight: number }[]>();
  const meet = (record: number, other: number, by: number): void => {
    const known = near.get(record);
    if (known === undefined) near.set(record, [{ code: other, weight: by }]);
    else known.push({ code: other, weight: by });
  };
  const isRuledOut = ruledOut(codes, { left, right, weight }, constraints, threshold);
  const saysOf = (code: number): ReadonlySet<number> => numbers[code] ?? nothing;
  for (let edge = 0; edge < weight.length; edge++) {
    const by = weight[edge] ?? 0;
    if (by < threshold) continue;
    const [a, b] = [left[edge] ?? 0, right[edge] ?? 0];
    const [one, other] = [codes[a] ?? 0, codes[b] ?? 0];
    if (one === other) continue;
    if (otherNumbers(saysOf(one), saysOf(other))) proven.push([a, b]);
    else if (!isRuledOut(a, b)) {
      if (other !== 0) meet(a, other, by);
      if (one !== 0) meet(b, one, by);
    }
  }
  const between = new Set<number>();
  for (const [record, met] of near) {
    const most = met.reduce((best, each) => (each.weight > best.weight ? each : best));
    const rival = met.some(
      (each) => most.weight - each.weight < threshold && otherNumbers(saysOf(most.code), saysOf(each.code)),
    );
    if (rival) between.add(record);
  }
  withTheirLike(between, codes, { left, right, weight }, threshold);
  const told = codes.slice();
  for (const record of between) told[record] = numbers.length + (codes[record] ?? 0);
  const sayings = { codes: told, numbers: [...numbers, ...numbers.map((_, code) => noneOfThem(code))] };
  return { proven, sayings, between, isRuledOut };
}

/** Adds whom they match that says the very same numbers: the same name is not told apart from itself. */
function withTheirLike(
  between: Set<number>,
  codes: Int32Array,
  { left, right, weight }: EdgeColumns,
  threshold: number,
): void {
  for (let before = 0; before !== between.size;) {
    before = between.size;
    for (let edge = 0; edge < weight.length; edge++) {
      const [a, b] = [left[edge] ?? 0, right[edge] ?? 0];
      if ((weight[edge] ?? 0) < threshold || codes[a] === 0 || codes[a] !== codes[b]) continue;
      if (between.has(a)) between.add(b);
      else if (between.has(b)) between.add(a);
    }
  }
}
