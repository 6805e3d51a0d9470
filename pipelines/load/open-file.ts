import { existsSync, statSync } from 'node:fs';
import { TandemError } from '../../src/contract/errors.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import type { Format } from './system-schema.ts';
import type { Damage } from './scan-lines.ts';
import { openDelimited } from './open-delimited.ts';
import { openJson } from './open-json.ts';
import { openParquet } from './open-parquet.ts';
import { openSheet } from './open-sheet.ts';

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

/** Opens a data file of a declared format. Throws file_not_found, file_empty, file_unreadable. */
export async function openFile(
  file: string,
  format: Format & { type: NonNullable<Format['type']> },
  options: OpenFileOptions,
): Promise<OpenFile> {
  if (!existsSync(file)) throw new TandemError('file_not_found', { file });
  const stats = statSync(file);
  if (!stats.isFile()) throw new TandemError('file_unreadable', { file, reason: 'it is not a file' });
  if (stats.size === 0) throw new TandemError('file_empty', { file });
  switch (format.type) {
    case 'csv':
    case 'tsv':
    case 'sap_list':
      return openDelimited(file, format, options);
    case 'xlsx':
      return openSheet(file, format, options);
    case 'json':
    case 'ndjson':
      return openJson(file, format, options);
    case 'parquet':
      return openParquet(file, options);
  }
}
