import type { Fix, FixesResponse, FixPreviewResponse, RunsResponse } from '../../contract/api/index.ts';

export interface FixTarget {
  readonly source: string;
  readonly object: string;
  readonly column: string;
  readonly fix: Fix;
}

/** What a data steward does with the files of a workspace; the load does the work. */
export interface Steward {
  /** Throws `not_found` for a column that no contract names, `bad_request` for a fix that says nothing. */
  check(target: FixTarget): void;
  /** The values a column takes, where its contract lists them. Throws `not_found`. */
  accepts(column: Omit<FixTarget, 'fix'>): readonly string[];
  preview(target: FixTarget): Promise<FixPreviewResponse>;
  fixes(): Promise<FixesResponse['fixes']>;
  /** Writes the fix into the contract and reads the rejected rows again. */
  add(target: FixTarget, by: string, reason: string): Promise<void>;
  /** Takes a fix out of the contract again. Throws `not_found`. */
  undo(id: string): Promise<void>;
  runs(): Promise<RunsResponse['runs']>;
}
