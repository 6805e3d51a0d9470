/** Two customer records side by side: what speaks for and against their being one. Weights are in 1/1000 bit. */
export interface PairExplanation {
  readonly left: ExplainedRecord;
  readonly right: ExplainedRecord;
  /** Sum of the addends. */
  readonly weight: number;
  readonly prior: number;
  readonly probability: number;
  readonly band: 'match' | 'review' | 'apart';
  readonly thresholds: { readonly match: number; readonly review: number };
  /** The prior first, then one for each field, and one more where a value is rarer or more frequent than most; last what fields of a household say too much. */
  readonly addends: readonly ExplainedAddend[];
  /** Rules that bring the two together; none means they were never compared. */
  readonly blocks: readonly string[];
  /** Rules that do not, with the key of each side. Equal keys: too many records share the key, which is passed over. */
  readonly missed: readonly {
    readonly rule: string;
    readonly left: string | null;
    readonly right: string | null;
  }[];
  /** The newest decision of a person that names both. */
  readonly decided?: { readonly id: string };
}

/** Label of the addend of a record that stands between several companies of a series ([LINK-45]). */
export const oneOfSeveral = 'one_of_several';

/** Label of that addend where a person or a source has said that the record is another one of the companies. */
export const otherOfSeveral = 'other_of_several';

export interface ExplainedRecord {
  readonly id: string;
  /** Fields as they are compared; those without a value are left out. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface ExplainedAddend {
  readonly field: string;
  /** 0 is the worst, -1 where a value is missing. */
  readonly level: number;
  readonly label: string;
  readonly weight: number;
  /** The field that this one goes together with by itself, and whether that one agrees: the weight is what it adds beside it. */
  readonly beside?: { readonly field: string; readonly agrees: boolean };
  readonly left: string | null;
  readonly right: string | null;
}
