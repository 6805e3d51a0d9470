import type { EdgeColumns } from './link-edge.ts';
import { otherNumbers, type SeriesSayings } from './series-sayings.ts';

const nothing: ReadonlySet<number> = new Set();
/** What stands beside several numbers of a series and has none itself. */
const noneOfThem: ReadonlySet<number> = new Set([-1]);

/** What [LINK-45] makes of the numbers of a series before records are clustered. */
export interface SeriesTies {
  /** Pairs of other numbers that match all the same: something proves them to be one. */
  readonly proven: readonly (readonly [number, number])[];
  readonly sayings: SeriesSayings;
}

/**
 * [LINK-45] A match of two records of other numbers is proof. A record without a number that matches two that are told apart,
 * the one hardly better than the other (less than the threshold), is none of them.
 */
export function seriesTies(
  { codes, numbers }: SeriesSayings,
  { left, right, weight }: EdgeColumns,
  threshold: number,
): SeriesTies {
  const proven: [number, number][] = [];
  const near = new Map<number, { code: number; weight: number }[]>();
  const meet = (record: number, other: number, by: number): void => {
    const known = near.get(record);
    if (known === undefined) near.set(record, [{ code: other, weight: by }]);
    else known.push({ code: other, weight: by });
  };
  const saysOf = (code: number): ReadonlySet<number> => numbers[code] ?? nothing;
  for (let edge = 0; edge < weight.length; edge++) {
    const by = weight[edge] ?? 0;
    if (by < threshold) continue;
    const [a, b] = [left[edge] ?? 0, right[edge] ?? 0];
    const [one, other] = [codes[a] ?? 0, codes[b] ?? 0];
    if (one === other) continue;
    if (one === 0) meet(a, other, by);
    else if (other === 0) meet(b, one, by);
    else if (otherNumbers(saysOf(one), saysOf(other))) proven.push([a, b]);
  }
  const told = codes.slice();
  for (const [record, met] of near) {
    const most = met.reduce((best, each) => (each.weight > best.weight ? each : best));
    const rival = met.some(
      (each) => most.weight - each.weight < threshold && otherNumbers(saysOf(most.code), saysOf(each.code)),
    );
    if (rival) told[record] = numbers.length;
  }
  return { proven, sayings: { codes: told, numbers: [...numbers, noneOfThem] } };
}
