import type { LevelPrior } from '../field-kind.ts';

/** What depends on whether the field that another follows agrees. Shares or weights, worst level first. */
export interface Following<Table> {
  /** Number of the field that is followed, and its level from which it agrees. */
  readonly field: number;
  readonly from: number;
  readonly agrees: Table;
  readonly differs: Table;
}

/** What each level of a field is worth, worst first, in whole thousandths of a bit. */
export interface FieldWeights {
  /** Where it follows none, or nothing is said in the field it follows. */
  readonly alone: readonly number[];
  readonly follows?: Following<readonly number[]>;
}

/** The first level that stands for agreement: that by its prior is four times likelier in matches, else the best. */
export function agreesFrom(levels: readonly LevelPrior[]): number {
  const from = levels.findIndex(({ m, u }) => m >= 4 * u);
  return from < 1 ? levels.length - 1 : from;
}
