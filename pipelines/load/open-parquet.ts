import { statSync } from 'node:fs';
import { TandemError } from '../../src/contract/errors.ts';
import { identifier, literal } from '../../src/warehouse/quote.ts';
import type { OpenFile, OpenFileOptions } from './opened-file.ts';

/** Opens a Parquet file; the line of a record is its row number, from 1. */
export async function openParquet(file: string, { warehouse }: OpenFileOptions): Promise<OpenFile> {
  let columns: { column_name: string }[];
  try {
    columns = await warehouse.rows(`describe select * from read_parquet(${literal(file)})`);
  } catch (error) {
    throw new TandemError('file_unreadable', { file, reason: 'not_parquet' }, { cause: error });
  }
  const header = columns.map((column) => column.column_name);
  const cells = header.map((name, at) => `${identifier(name)}::varchar as c${at}`).join(', ');
  return {
    relation: `(select ${cells} from read_parquet(${literal(file)}))`,
    header,
    firstLine: 1,
    hasStandIns: false,
    padded: true,
    lineMark: undefined,
    typed: true,
    damages: [],
    bytes: statSync(file).size,
  };
}
