import { literal } from '../../src/warehouse/quote.ts';

/** How the digits of a number are grouped and where its fraction starts. */
export interface NumberReading {
  readonly decimal: '.' | ',';
  readonly thousands: string;
}

export interface NumberMarks {
  readonly trailingMinus: boolean;
  readonly strip: readonly string[];
}

/** SQL text of a number in plain spelling (`-1234.5`), or NULL where `text` does not fit the reading exactly. */
export function plainNumber(text: string, reading: NumberReading, marks: NumberMarks): string {
  let number = text;
  for (const mark of marks.strip) number = `replace(${number}, ${literal(mark)}, '')`;
  if (marks.strip.length > 0) number = `trim(${number})`;
  if (marks.trailingMinus)
    number = `case when ${number} like '%-' then '-' || left(${number}, length(${number}) - 1) else ${number} end`;
  const group = reading.thousands === '' ? '' : `|[0-9]{1,3}(${regex(reading.thousands)}[0-9]{3})+`;
  const grammar = `^[+-]?([0-9]+${group})?(${regex(reading.decimal)}[0-9]*)?$`;
  const bare = reading.thousands === '' ? number : `replace(${number}, ${literal(reading.thousands)}, '')`;
  const plain = reading.decimal === '.' ? bare : `replace(${bare}, ${literal(reading.decimal)}, '.')`;
  return `case when regexp_matches(${number}, ${literal(grammar)}) then ${plain} end`;
}

const regex = (character: string): string => (/[.'_ ,]/.test(character) ? `[${character}]` : character);
