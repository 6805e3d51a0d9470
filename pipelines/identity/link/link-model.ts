import type { FieldKind } from '../../../src/stats/linkage/field-kind.ts';
import type { FieldWeights, Following } from '../../../src/stats/linkage/weigh/field-weights.ts';
import type { SharedEvidence } from '../../../src/stats/linkage/weigh/pair-weight.ts';
import type { LinkSettings } from './link-settings.ts';

/** What a blocking rule forms. */
export interface BlockCount {
  readonly rule: string;
  /** Keys that at least two records share, and the pairs they form. */
  readonly keys: number;
  readonly pairs: number;
  /** Keys passed over because too many records share them, and the pairs not formed. */
  readonly skippedKeys: number;
  readonly skippedPairs: number;
}

export interface ModelLevel {
  readonly label: string;
  readonly m: number;
  readonly u: number;
  /** Whole thousandths of a bit. */
  readonly weight: number;
}

export interface ModelField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly levels: readonly ModelLevel[];
  /** Of a field that goes together with another by itself: its levels where that one agrees, and where it differs. */
  readonly follows?: Following<readonly ModelLevel[]>;
}

/** Everything a later run needs to score as this one did, and a page needs to explain it. Plain JSON. */
export interface LinkModel {
  readonly version: 1;
  readonly relations: readonly string[];
  readonly settings: LinkSettings;
  readonly fields: readonly ModelField[];
  /** Share of matches among all possible pairs, and the same as a weight. */
  readonly lambda: number;
  readonly prior: number;
  /** What fields that members of one household have in common count for at most together, where there are households. */
  readonly shared?: SharedEvidence;
  readonly thresholds: { readonly match: number; readonly review: number };
  /** Rules as settings write them, in the order of the bits of a pair's `rules`. */
  readonly rules: readonly (readonly string[])[];
  readonly blocks: readonly BlockCount[];
  /** Share of matches the rules are expected to form. */
  readonly expected_coverage: number;
  readonly iterations: number;
  readonly term_frequencies: {
    readonly on: boolean;
    /** Pairs at or above the match threshold without and with them, and how many changed side. */
    readonly matches_without: number;
    readonly matches_with: number;
    readonly gained: number;
    readonly lost: number;
  };
  readonly counts: {
    readonly records: readonly number[];
    readonly possible_pairs: number;
    readonly candidate_pairs: number;
    readonly scored_pairs: number;
    readonly matches: number;
    readonly clusters: number;
  };
}

const weightsOf = (levels: readonly ModelLevel[]): number[] => levels.map(({ weight }) => weight);

/** What each level of each field is worth. */
export const fieldWeights = ({ fields }: Pick<LinkModel, 'fields'>): FieldWeights[] =>
  fields.map(({ levels, follows }) => ({
    alone: weightsOf(levels),
    ...(follows === undefined
      ? {}
      : { follows: { ...follows, agrees: weightsOf(follows.agrees), differs: weightsOf(follows.differs) } }),
  }));
