import type { Warehouse } from '../../src/warehouse/open.ts';
import type { Damage } from './scan-lines.ts';

/** A file made readable: one relation of text cells `c0…`, record by record in file order. */
export interface OpenFile {
  /** Relation with columns c0, c1 … (varchar). Damaged and blank lines are records whose c0 is the stand-in. */
  readonly relation: string;
  readonly header: readonly string[];
  /** Line of the relation's first record. */
  readonly firstLine: number;
  readonly hasStandIns: boolean;
  readonly padded: boolean;
  readonly lineMark: string | undefined;
  readonly typed: boolean;
  readonly damages: readonly Damage[];
  readonly bytes: number;
  /** The text of the records at these lines (ascending), as it stands in the file; `more`: further lines of each. */
  rawAt(lines: readonly number[], more: readonly number[]): string[];
}

export interface OpenFileOptions {
  readonly warehouse: Warehouse;
  /** A folder for temporary copies; the caller removes it. */
  readonly scratch: string;
}
