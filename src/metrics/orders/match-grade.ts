/** [ORDERS-2] [ORDERS-3] How well a search met an order or an opportunity: the lower the better. */
export const matchGrade = {
  wholeNumber: 0,
  wholeNumberWithin: 1,
  /** A word stands directly beside the number, which may as well be part of it. */
  wholeNumberBesideWord: 2,
  /** Zeros that lead digits within the number were left out or put in. */
  wholeNumberButZeros: 3,
  wholeName: 4,
  beginning: 5,
  end: 6,
  partOfName: 7,
  sound: 8,
  endWithin: 9,
  notSearched: 10,
} as const;

const onlyIfBest: ReadonlySet<number> = new Set([
  matchGrade.wholeNumberBesideWord,
  matchGrade.wholeNumberButZeros,
]);

/**
 * [ORDERS-2] Whether a grade says that the number asked for was met whole: as it is written, or, where nothing is met so
 * (`best` is the best grade of all that is found), beside a word or but for zeros within it.
 */
export const isExactGrade = (grade: number, best: number): boolean =>
  grade <= matchGrade.wholeNumberWithin || (onlyIfBest.has(grade) && best === grade);
