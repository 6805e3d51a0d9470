import { literal } from '../../src/warehouse/quote.ts';

/**
 * Relation c0, c1 … (varchar) of a delimited file in which every line after the first `skip` is one record. The engine's
 * own buffers, sixteen lines of the longest kind, would be fresh memory for each part of a long file.
 */
export function readSql(
  file: string,
  width: number,
  { delimiter, quote }: { delimiter: string; quote: string },
  { skip, newline }: { skip: number; newline: string },
): string {
  const columns = Array.from({ length: width }, (_, at) => `'c${at}': 'VARCHAR'`).join(', ');
  return (
    `read_csv(${literal(file)}, columns = {${columns}}, auto_detect = false, header = false, skip = ${skip}, ` +
    `delim = ${literal(delimiter)}, quote = ${literal(quote)}, escape = ${literal(quote)}, new_line = ${literal(newline)}, ` +
    `max_line_size = 4194304, buffer_size = 8388608, null_padding = false, comment = '')`
  );
}
