import type { Cell } from '../../contract/api/cell.ts';

export interface ServedGeneration {
  readonly generation: string;
  readonly asOf: string;
}

export type Bound =
  readonly (string | number | boolean | null)[] | Readonly<Record<string, string | number | boolean | null>>;

/** A hold on one generation: it stays readable until released, whatever is published meanwhile. */
export interface ServingLease extends ServedGeneration {
  /** Names of its tables. */
  readonly tables: ReadonlySet<string>;
  /** The catalog it is attached as, when names must be qualified. */
  readonly catalog?: string;
  /** Rows as arrays. Throws `timeout` when the statement takes too long. */
  rows(
    sql: string,
    parameters?: Bound,
  ): Promise<{ columns: { name: string; type: string }[]; rows: Cell[][] }>;
  /** The result as one Arrow IPC stream. */
  arrow(sql: string, parameters?: Bound): Promise<Uint8Array>;
  /** The rows of one statement, block by block; `signal` stops it for a caller that went away. */
  stream(
    sql: string,
    parameters?: Bound,
    options?: { readonly signal?: AbortSignal },
  ): Promise<{ rows: number; blocks: AsyncIterableIterator<Cell[][]> }>;
  release(): void;
}

/** The generation served now. */
export interface Serving {
  current(): ServedGeneration | undefined;
  /** `person` decides whose turn it is when big statements queue. Throws `no_generation`. */
  lease(person?: string): Promise<ServingLease>;
  /** Looks for a newer published generation. */
  refresh(): Promise<ServedGeneration | undefined>;
  close(): Promise<void>;
}
