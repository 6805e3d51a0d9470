import { otherNumbers, type SeriesSayings } from './series-sayings.ts';

/** What a group's records say in each field that tells apart; last the lists of numbers of a series, where there are such. */
export type Sayings = readonly ReadonlySet<number>[];

/** What these records say; nothing is said by 0. */
export const sayingsOf = (
  members: readonly number[],
  apart: readonly Int32Array[],
  series?: SeriesSayings,
): Sayings => {
  const all = series === undefined ? apart : [...apart, series.codes];
  return all.map(
    (codes) => new Set(members.map((member) => codes[member] ?? 0).filter((code) => code !== 0)),
  );
};

const nothing: ReadonlySet<number> = new Set();

/** [LINK-45] Whether a list of one group says other numbers than one of the other, and neither group has both lists. */
const otherLists = (a: ReadonlySet<number>, b: ReadonlySet<number>, { numbers }: SeriesSayings): boolean =>
  [...a].some(
    (one) =>
      !b.has(one) &&
      [...b].some(
        (other) => !a.has(other) && otherNumbers(numbers[one] ?? nothing, numbers[other] ?? nothing),
      ),
  );

const within = (part: ReadonlySet<number>, whole: ReadonlySet<number>): boolean =>
  [...part].every((code) => whole.has(code));

/**
 * Whether two groups cannot be one: in some field each says what the other does not. Where a person joined two that differ,
 * who says either may join them, and who says a third may not.
 */
export const contradict = (a: Sayings, b: Sayings, series?: SeriesSayings): boolean =>
  a.some((own, field) => {
    const other = b[field] ?? own;
    if (series !== undefined && field === a.length - 1) return otherLists(own, other, series);
    return !within(own, other) && !within(other, own);
  });

/** What both say together. */
export const together = (a: Sayings, b: Sayings): Sayings =>
  a.map((own, field) => new Set([...own, ...(b[field] ?? [])]));

/** Components (named for each record) that hold two records told apart. */
export function toldApart(component: Int32Array, apart: readonly Int32Array[]): Set<number> {
  const found = new Set<number>();
  for (const codes of apart) {
    const first = new Int32Array(component.length);
    for (const [record, code] of codes.entries()) {
      if (code === 0) continue;
      const of = component[record] ?? record;
      if (first[of] === 0) first[of] = code;
      else if (first[of] !== code) found.add(of);
    }
  }
  return found;
}
