/** Entities whose records are tied by rules, not by weights. */
export const tiedEntities = ['contact', 'product'] as const;
export type TiedEntity = (typeof tiedEntities)[number];

/** One thing that two records may have in common. */
export interface TieRule {
  readonly name: string;
  /** Records that meet it are one. Of those that meet another rule a person may say so. */
  readonly ties: boolean;
  /** What several people may share: the two are one only where their names do not tell them apart. */
  readonly heedsNames?: true;
  /** Condition over the records `a` and `b`, the same whichever is which. */
  readonly on: string;
  /** Columns it compares. */
  readonly compares: readonly string[];
}
