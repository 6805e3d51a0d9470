import { literal } from '../../src/warehouse/quote.ts';
import type { ColumnContract } from './contract.ts';
import { isIso, strptimeFormat } from './date-format.ts';
import { plainNumber } from './number-sql.ts';
import type { Locale } from './prove-locale.ts';

export interface CellOptions {
  /** White space may stand at the edges of cells. */
  readonly padded: boolean;
  /** Line breaks inside fields are marked by this character. */
  readonly lineMark: string | undefined;
  /** Values come from a typed file: numbers and dates are in plain spelling. */
  readonly typed: boolean;
}

const list = (values: readonly string[]): string => values.map(literal).join(', ');

/** The cell as the contract means it: trimmed, tokens for "nothing" removed, values mapped. */
export function cleanText(cell: string, column: ColumnContract, options: CellOptions): string {
  let text =
    options.lineMark === undefined ? cell : `replace(${cell}, ${literal(options.lineMark)}, chr(10))`;
  if (options.padded) text = trimmed(text);
  const nothing = [...column.nullTokens, ...(column.isKey ? [] : (column.spec.sentinels ?? []))].filter(
    (token) => token !== '',
  );
  const maps = Object.entries(column.mapValues);
  const branches = [
    ...(nothing.length === 0 ? [] : [`when ${text} in (${list(nothing)}) then null`]),
    ...maps.map(([from, to]) => `when ${text} = ${literal(from)} then ${to === '' ? 'null' : literal(to)}`),
  ];
  return branches.length === 0 ? text : `case ${branches.join(' ')} else ${text} end`;
}

/** Trimming costs as much as reading: only cells that begin (`< '!'`) or end with white space are trimmed. */
const trimmed = (text: string): string =>
  `case when ${text} < '!' or suffix(${text}, ' ') or suffix(${text}, chr(9)) or suffix(${text}, chr(13)) ` +
  `then nullif(trim(${text}, ' ' || chr(9) || chr(13)), '') else ${text} end`;

/** The typed readings of a cleaned text: one, or several where formats or locales leave a choice. */
export function readings(
  text: string,
  column: ColumnContract,
  locale: Locale,
  options: CellOptions,
): string[] {
  switch (column.kind) {
    case 'integer':
      return [integerSql(text, column)];
    case 'decimal':
      return decimalReadings(text, column, locale, options);
    case 'date':
      return dateReadings(text, options.typed ? ['YYYY-MM-DD'] : locale.dates).map(
        (value) => `(${value})::date`,
      );
    case 'timestamp':
      return timestampReadings(text, options.typed ? ['YYYY-MM-DD HH:mm:ss'] : locale.dates);
    case 'boolean':
      return [
        `case when lower(${text}) in (${list(withTyped(column.trueTokens, 'true', options))}) then true when lower(${text}) in (${list(withTyped(column.falseTokens, 'false', options))}) then false end`,
      ];
    case 'id':
      return [
        column.spec.extend_to_18 === true
          ? `case when length(${text}) = 15 then ${text} || ${idSuffix(text)} else ${text} end`
          : text,
      ];
    case 'text':
    case 'json':
      return [text];
  }
}

const withTyped = (tokens: readonly string[], own: string, options: CellOptions): string[] => [
  ...new Set([...tokens.map((token) => token.toLowerCase()), ...(options.typed ? [own] : [])]),
];

function integerSql(text: string, column: ColumnContract): string {
  const thousands = column.thousands ?? '';
  const source =
    thousands === '' && !column.trailingMinus && column.strip.length === 0
      ? text
      : `(${plainNumber(text, { decimal: column.decimal ?? '.', thousands }, column)})`;
  const whole = `case when contains(${source}, '.') then (case when try_cast(${source} as double) = trunc(try_cast(${source} as double)) then try_cast(${source} as bigint) end) else try_cast(${source} as bigint) end`;
  return `case when contains(${source}, '_') or contains(${source}, 'x') then null else ${whole} end`;
}

function decimalReadings(
  text: string,
  column: ColumnContract,
  locale: Locale,
  options: CellOptions,
): string[] {
  const plain = (number: string) =>
    `case when contains(${number}, '_') then null else try_cast(${number} as ${column.sqlType}) end`;
  if (options.typed) return [plain(text)];
  return locale.numbers.map((reading) =>
    reading.decimal === '.' && reading.thousands === '' && !column.trailingMinus && column.strip.length === 0
      ? plain(text)
      : `try_cast((${plainNumber(text, reading, column)}) as ${column.sqlType})`,
  );
}

function dateReadings(text: string, formats: readonly string[]): string[] {
  const iso = formats.some(isIso) || formats.length === 0;
  const isoRead = `case when length(${text}) = 10 then try_cast(${text} as date) when length(${text}) > 10 then try_cast(${text} as timestamp)::date end`;
  return [
    ...(iso ? [isoRead] : []),
    ...formats.filter((format) => !isIso(format)).map((format) => strptime(text, format)),
  ];
}

function timestampReadings(text: string, formats: readonly string[]): string[] {
  const iso = formats.some(isIso) || formats.length === 0;
  return [
    ...(iso ? [`try_cast(${text} as timestamp)`] : []),
    ...formats.filter((format) => !isIso(format)).map((format) => `(${strptime(text, format)})::timestamp`),
  ];
}

const strptime = (text: string, format: string): string =>
  `try_strptime(${text}, ${literal(strptimeFormat(format))})`;

/** The three check characters that make a case-sensitive 15-character Salesforce id safe to compare. */
const idSuffix = (text: string): string =>
  [0, 5, 10]
    .map((from) => {
      const bits = [1, 2, 3, 4, 5].map(
        (at) =>
          `(case when substr(${text}, ${from + at}, 1) between 'A' and 'Z' then ${2 ** (at - 1)} else 0 end)`,
      );
      return `substr('ABCDEFGHIJKLMNOPQRSTUVWXYZ012345', 1 + ${bits.join(' + ')}, 1)`;
    })
    .join(' || ');
