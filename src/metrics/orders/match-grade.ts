/** [ORDERS-2] [ORDERS-3] How well a search met an order or an opportunity: the lower the better. */
export const matchGrade = {
  wholeNumber: 0,
  wholeNumberWithin: 1,
  /** Zeros that lead digits within the number were left out or put in. */
  wholeNumberButZeros: 2,
  wholeName: 3,
  beginning: 4,
  end: 5,
  partOfName: 6,
  sound: 7,
  endWithin: 8,
  notSearched: 9,
} as const;

/**
 * [ORDERS-2] Whether a grade says that the number asked for was met whole: as it is written, or, where nothing is met so
 * (`best` is the best grade of all that is found), but for zeros within it.
 */
export const isExactGrade = (grade: number, best: number): boolean =>
  grade <= matchGrade.wholeNumberWithin || (grade === matchGrade.wholeNumberButZeros && best === grade);
