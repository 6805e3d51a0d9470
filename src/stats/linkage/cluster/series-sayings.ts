/** Numbers of a series that records say: a code a record, 0 where it says none, and the numbers of each code. */
export interface SeriesSayings {
  readonly codes: Int32Array;
  readonly numbers: readonly ReadonlySet<number>[];
}

const nothing: ReadonlySet<number> = new Set();

/** Sayings of records from the lists of numbers that they say (`2004 2`; null for none). */
export function seriesSayings(said: readonly (string | null)[]): SeriesSayings {
  const [lists, words] = [new Map<string, number>(), new Map<string, number>()];
  const numbers: ReadonlySet<number>[] = [nothing];
  const codes = new Int32Array(said.length);
  for (const [record, list] of said.entries()) {
    if (list === null) continue;
    let code = lists.get(list);
    if (code === undefined) {
      code = numbers.length;
      lists.set(list, code);
      numbers.push(
        new Set(
          list.split(' ').map((word) => {
            const number = words.get(word) ?? words.size;
            words.set(word, number);
            return number;
          }),
        ),
      );
    }
    codes[record] = code;
  }
  return { codes, numbers };
}

/** Whether each says a number that the other does not. */
export const otherNumbers = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean =>
  [...a].some((number) => !b.has(number)) && [...b].some((number) => !a.has(number));
