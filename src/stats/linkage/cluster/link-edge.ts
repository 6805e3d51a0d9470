import type { SeriesSayings } from './series-sayings.ts';

export interface LinkEdge {
  readonly left: number;
  readonly right: number;
  /** Whole thousandths of a bit. */
  readonly weight: number;
}

/** Edges as columns, for millions of them. */
export interface EdgeColumns {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly weight: Int32Array;
}

export const edgeColumns = (edges: readonly LinkEdge[] | EdgeColumns): EdgeColumns =>
  'left' in edges
    ? edges
    : {
        left: Int32Array.from(edges, (edge) => edge.left),
        right: Int32Array.from(edges, (edge) => edge.right),
        weight: Int32Array.from(edges, (edge) => edge.weight),
      };

/** What must be one and what must not. Where the two contradict each other, `mustLink` holds. */
export interface LinkConstraints {
  /** Decided by people: the clusters of the two become one, whole. */
  readonly mustLink: readonly (readonly [number, number])[];
  readonly cannotLink: readonly (readonly [number, number])[];
  /** Known to be one before there is any evidence. */
  readonly known?: readonly (readonly [number, number])[];
}

/** Which relation (table) a record is of, and what holds for each relation. */
export interface LinkRelations {
  readonly of: Uint8Array;
  /** Whether its records were compared with each other. */
  readonly within: readonly boolean[];
  /** Whether a cluster may hold at most one of its records. */
  readonly unique: readonly boolean[];
}

export interface ClusterOptions {
  /** Weight from which an edge links. */
  readonly threshold: number;
  /** Weight taken for pairs without an edge when links are averaged. */
  readonly missing?: number;
  readonly relations?: LinkRelations;
  /**
   * For each field that tells apart who agrees in all else one code a record, 0 where it says nothing: evidence never joins
   * two that differ, directly or through others.
   */
  readonly apart?: readonly Int32Array[];
  /** [LINK-45] Numbers of a series that records say: two of other numbers are one only where a match ties them, which takes proof. */
  readonly series?: SeriesSayings;
}
