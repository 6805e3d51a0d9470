import { at } from './at.ts';
import type { BrokenKind, Damage } from './broken-kinds.ts';
import { salesforceId } from './record-id.ts';

/** 苏州 in GBK: no UTF-8. */
const notUtf8 = Buffer.from([0xcb, 0xd5, 0xd6, 0xdd]);
const mark = '\u0001';

const values: Partial<Record<BrokenKind, (value: string, n: number) => string>> = {
  bad_date: (value) => `2026-13-45${value.slice(10)}`,
  ambiguous_date: () => '03/04/2026',
  bad_decimal: () => '12..5',
  decimal_comma: () => '1234,50',
  ambiguous_decimal: () => '1,234',
  missing_required: () => '',
  unknown_state: () => 'shipped?',
  negative_quantity: () => '-5',
  conflicting_duplicate: (value) => `${value} (2)`,
  exact_duplicate: (value) => value,
  sentinel_id: (_value, n) => (n % 2 === 0 ? '0' : 'N/A'),
  orphan_reference: (value, n) => freshId(value.length > 3 ? value : '001', n),
  unknown_currency: () => 'ZZZ',
  future_date: (value) => `2062${value.slice(4)}`,
  too_long: (value) => `${value} ${'x'.repeat(700)}`,
  bad_boolean: () => 'maybe',
  blank_key: () => '   ',
  bad_encoding: (value) => value + mark,
};

/** An id in the style of `like` that no true record has. */
function freshId(like: string, n: number): string {
  const cut = like.lastIndexOf('_');
  return cut > 0 ? `${like.slice(0, cut)}_x${n}` : salesforceId(like.slice(0, 3), 50_000_000_000 + n);
}

/**
 * One line damaged as asked, made from a good row; never more than this one line.
 * @param fields the good row, ready for the file (already escaped)
 * @param allQuoted whether the file quotes every field
 * @param n number of the broken row, for ids that no true record has
 */
export function damageRow(
  fields: readonly (string | number)[],
  columns: readonly string[],
  [kind, column]: Damage,
  allQuoted: boolean,
  n: number,
): Buffer {
  const row = fields.map(String);
  const place = columns.indexOf(column);
  if (place < 0) throw new RangeError(`no column ${column}`);
  if (kind !== 'conflicting_duplicate' && kind !== 'exact_duplicate') row[0] = freshId(at(row, 0), n);
  const change = values[kind];
  if (change) {
    const changed = change(at(row, place), n);
    row[place] = !allQuoted && changed.includes(',') ? `"${changed}"` : changed;
  }
  if (kind === 'wrong_column_count') {
    if (n % 2 === 0) row.pop();
    else row.push('surplus');
  }
  if (kind === 'broken_quotes' && !allQuoted) row[place] = '"Best" Works';
  let text = allQuoted ? `"${row.join('","')}"` : row.join(',');
  if (kind === 'broken_quotes' && allQuoted) {
    row[place] = mark;
    text = `"${row.join('","')}"`.replace(mark, 'The "Best" Works');
  }
  // A field over two lines would make it two damaged lines.
  text = text.replaceAll('\n', ' ');
  if (kind !== 'bad_encoding') return Buffer.from(`${text}\n`);
  const [head = '', tail = ''] = text.split(mark);
  return Buffer.concat([Buffer.from(head), notUtf8, Buffer.from(`${tail}\n`)]);
}
