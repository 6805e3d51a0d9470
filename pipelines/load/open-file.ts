import { existsSync, statSync } from 'node:fs';
import { TandemError } from '../../src/contract/errors.ts';
import type { Format } from './system-schema.ts';
import { openDelimited } from './open-delimited.ts';
import { openJson } from './open-json.ts';
import { openParquet } from './open-parquet.ts';
import { openSheet } from './open-sheet.ts';
import type { OpenFile, OpenFileOptions } from './opened-file.ts';

/** Opens a data file of a declared format. Throws file_not_found, file_empty, file_unreadable. */
export async function openFile(
  file: string,
  format: Format & { type: NonNullable<Format['type']> },
  options: OpenFileOptions,
): Promise<OpenFile> {
  if (!existsSync(file)) throw new TandemError('file_not_found', { file });
  const stats = statSync(file);
  if (!stats.isFile()) throw new TandemError('file_unreadable', { file, reason: 'not_a_file' });
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
