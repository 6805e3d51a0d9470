import type { Warehouse } from '../../src/warehouse/open.ts';
import type { Damage } from './scan-lines.ts';

/** A further stretch of a long file's records. */
export type FilePart = Pick<OpenFile, 'relation' | 'padded' | 'lineMark'>;

/** Long files come in parts, in order: `relation` of the file is the first. Damages are complete after the last. */
export interface FileParts {
  /** Scans and gives the next part while the engine works on the one before; that one's file is gone a call later. */
  next(): FilePart | undefined;
  /** SHA-256 of the file, known after its last part. */
  digest(): string;
  /** Where rows may wait until the file is read to its end. */
  readonly folder: string;
}

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
  /** [LOAD-59] Columns that the file lost and no row may do without. */
  readonly lost?: readonly string[];
  readonly parts?: FileParts;
  /**
   * The text of the records at these lines (ascending), as it stands in the file; `more`: further lines of each.
   * Left out where records have no text: they are shown as JSON.
   */
  rawAt?(lines: readonly number[], more: readonly number[]): string[];
}

export interface OpenFileOptions {
  readonly warehouse: Warehouse;
  /** A folder for temporary copies; the caller removes it. */
  readonly scratch: string;
  /** Long files may come in parts; `partBytes` is how long a part is and from which length on it is worth while. */
  readonly inParts?: boolean;
  readonly partBytes?: number;
}
