interface Told<O extends string> {
  readonly outcome: O;
  /** It told of an order and is told that none counts any more. */
  readonly isEmptied?: boolean | undefined;
}

/** What came of a record of an export, with updates that empty it told apart from those that say something. */
export const outcomeKind = <O extends string>({ outcome, isEmptied }: Told<O>): O | 'emptied' =>
  outcome === 'update' && isEmptied === true ? 'emptied' : outcome;
