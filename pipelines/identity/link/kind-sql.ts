import type { FieldKind } from '../../../src/stats/linkage/field-kind.ts';
import type { Likeness } from '../../../src/stats/linkage/likeness.ts';

/**
 * How a kind of field is brought to normal form, once a distinct value, and compared. Columns of a value: `v` normal
 * form, `a` its coarser part, `t` its words, `x` its number, `s` a signature of 64 bits, `n` its length in bytes. DuckDB's
 * string distances count bytes; signatures therefore know only ASCII letters and digits, of which they may rule out a
 * likeness but never miss one.
 */
export interface KindSql {
  /** From the column `raw` to the normal form; NULL when nothing is said. */
  readonly value: string;
  /** From `v` to the coarser part. */
  readonly part?: string;
  /** Conditions for `l.` and `r.` on the columns above, best level first, down to level 1. */
  readonly levels: readonly string[];
  /** From `v` to what the signature is taken of; the default is `v`. */
  readonly signed?: string;
  /** For each level below the best, in the same order, cheap conditions of which one holds whenever it may be reached. */
  readonly possible: readonly (readonly Likeness[])[];
  /** Whether the signature tells both ends of a value apart. */
  readonly ends?: boolean;
  /** Atoms for blocking beside the value itself: name → expression over the columns of `l.`, and how likely the atom agrees when the value does not. */
  readonly atoms: Readonly<Record<string, { readonly sql: string; readonly holds: number }>>;
  readonly words?: boolean;
  readonly numeric?: boolean;
  readonly dated?: boolean;
}

const blank = `'null', 'none', 'nan', 'n a', 'unknown', 'undefined', 'not available', ''`;
const words = (sql: string): string =>
  `nullif(trim(regexp_replace(lower(strip_accents(${sql})), '[^\\p{L}\\p{M}\\p{N}]+', ' ', 'g')), '')`;
/** Names a value within an expression, once computed. */
const naming = (name: string, sql: string, within: string): string =>
  `list_transform([${sql}], lambda ${name}: ${within})[1]`;
const said = (sql: string): string => naming('w', sql, `case when w not in (${blank}) then w end`);
const squashed = `replace(${words('raw')}, ' ', '')`;
const code = `nullif(regexp_replace(upper(strip_accents(raw)), '[^A-Z0-9\\p{L}]', '', 'g'), '')`;

/** Soundex-like: first letter and the classes of the consonants after it, four characters at most. */
const sound = `case when regexp_matches(v, '^[a-z]') then left(v, 1) || left(${[1, 2, 3, 4, 5, 6].reduce(
  (sql, digit) => `regexp_replace(${sql}, '${digit}+', '${digit}', 'g')`,
  `translate(regexp_replace(substr(v, 2), '[^a-z]', '', 'g'), 'bfpvcgjkqsxzdtlmnraeiouyhw', '111122222222334556')`,
)}, 3) end`;

const jw = (least: number, column = 'v'): string =>
  `jaro_winkler_similarity(l.${column}, r.${column}, ${least}) >= ${least}`;

/**
 * Letters two values must share for a similarity of Jaro and Winkler of `least`: (m/|l| + m/|r| + (m − t)/m) / 3 (Jaro
 * 1989), raised by at most four tenths of what is missing where it is above 0.7; less a hundredth for rounding.
 */
const alike = (least: number): Likeness => ({
  test: 'letters',
  least: 3 * Math.max(0.7, (least - 0.4) / 0.6) - 1.01,
});
const shareWords: Likeness = { test: 'letters', least: 0.9 };
const oneEdit: Likeness = { test: 'one_edit' };
const sameLetters: Likeness = { test: 'same_letters' };
/** One character left out, added, replaced or changed with the next: what Damerau's distance of 1 says, without its price. */
const edit = `case when l.n = r.n then hamming(l.v, r.v) = 1 or (hamming(l.v, r.v) = 2 and damerau_levenshtein(l.v, r.v) = 1)
  else abs(l.n - r.n) = 1 and levenshtein(l.v, r.v) = 1 end`;
/** Letters in words both have, as a share of all letters (Dice). */
const dice = (least: number): string =>
  `2 * length(array_to_string(list_intersect(l.t, r.t), '')) >= ${least} * (length(array_to_string(l.t, '')) + length(array_to_string(r.t, '')))`;

const digitsApart = `bit_count((xor(l.s, r.s) | (xor(l.s, r.s) >> 1) | (xor(l.s, r.s) >> 2) | (xor(l.s, r.s) >> 3)) & 286331153)`;
const swappedDay = `(xor(l.s, r.s) >> 16 = 0 and (l.s >> 8) & 255 = r.s & 255 and l.s & 255 = (r.s >> 8) & 255)`;

const dateValue = `case
  when regexp_full_match(trim(raw), '(18|19|20)[0-9]{6}') then trim(raw)
  when regexp_matches(raw, '^\\s*[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}')
    then regexp_extract(raw, '([0-9]{4})', 1) || lpad(regexp_extract(raw, '[0-9]{4}[-/.]([0-9]{1,2})', 1), 2, '0') || lpad(regexp_extract(raw, '[0-9]{4}[-/.][0-9]{1,2}[-/.]([0-9]{1,2})', 1), 2, '0')
  when regexp_matches(raw, '^\\s*[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}')
    then ${naming(
      'd',
      `[regexp_extract(raw, '([0-9]{4})', 1), lpad(regexp_extract(raw, '([0-9]{1,2})', 1), 2, '0'), lpad(regexp_extract(raw, '[0-9]{1,2}[-/.]([0-9]{1,2})', 1), 2, '0')]`,
      `case when d[3] > '12' then d[1] || d[2] || d[3] else d[1] || d[3] || d[2] end`,
    )}
  when length(regexp_replace(raw, '[^0-9]', '', 'g')) = 8 then regexp_replace(raw, '[^0-9]', '', 'g')
end`;

const streetWords: readonly (readonly [string, string])[] = [
  ['st|str|strasse|straße', 'street'],
  ['rd', 'road'],
  ['ave?|av', 'avenue'],
  ['dr', 'drive'],
  ['pl', 'place'],
  ['crt|ct', 'court'],
  ['cres|cr', 'crescent'],
  ['blvd', 'boulevard'],
  ['ln', 'lane'],
];
const streets = streetWords.reduce(
  (sql, [short, long]) => `regexp_replace(${sql}, '\\b(${short})\\b', '${long}', 'g')`,
  words('raw'),
);

const token = { token: { sql: 't', holds: 0.7 } };

export const kindSql: Readonly<Record<FieldKind, KindSql>> = {
  given_name: {
    value: said(squashed),
    part: sound,
    levels: [
      'l.v = r.v',
      jw(0.92),
      '(length(l.v) = 1 or length(r.v) = 1) and left(l.v, 1) = left(r.v, 1)',
      jw(0.8),
    ],
    possible: [[alike(0.92)], [{ test: 'short', bytes: 4 }], [alike(0.8)]],
    atoms: { sound: { sql: 'a', holds: 0.5 }, initial: { sql: 'left(v, 1)', holds: 0.6 } },
  },
  surname: {
    value: said(squashed),
    part: sound,
    levels: ['l.v = r.v', 'false', jw(0.9), jw(0.8)],
    possible: [[], [alike(0.9)], [alike(0.8)]],
    atoms: { sound: { sql: 'a', holds: 0.5 }, start: { sql: 'left(v, 3)', holds: 0.5 } },
  },
  full_name: {
    value: `array_to_string(list_sort(string_split(${said(words('raw'))}, ' ')), ' ')`,
    levels: ['l.v = r.v', jw(0.92), dice(0.6), jw(0.85)],
    possible: [[alike(0.92)], [shareWords], [alike(0.85)]],
    atoms: token,
    words: true,
  },
  company_name: {
    value: said(words('raw')),
    part: `replace(v, ' ', '')`,
    levels: ['l.v = r.v', `l.a = r.a or ${jw(0.94)}`, dice(0.6), jw(0.86)],
    possible: [[sameLetters, alike(0.94)], [shareWords], [alike(0.86)]],
    atoms: { ...token, start: { sql: 'left(a, 6)', holds: 0.6 } },
    words: true,
  },
  date: {
    value: dateValue,
    levels: [
      'l.v = r.v',
      `${digitsApart} = 1 or ${swappedDay} or (${digitsApart} = 2 and xor(l.s, r.s) % 17 = 0 and damerau_levenshtein(l.v, r.v) = 1)`,
      `${digitsApart} = 2 or xor(l.s, r.s) & 65535 = 0`,
    ],
    possible: [
      [{ test: 'digits', most: 2 }, { test: 'swapped_day' }],
      [{ test: 'digits', most: 2 }, { test: 'same_day' }],
    ],
    atoms: { year: { sql: 'left(v, 4)', holds: 0.6 }, month_day: { sql: 'right(v, 4)', holds: 0.5 } },
    dated: true,
  },
  phone: {
    value: naming(
      'd',
      `regexp_replace(raw, '[^0-9]', '', 'g')`,
      `case when length(d) >= 6 then right(d, 9) end`,
    ),
    part: 'right(v, 7)',
    levels: ['l.v = r.v', 'l.a = r.a', edit],
    possible: [[{ test: 'same_end' }], [oneEdit]],
    ends: true,
    atoms: { ending: { sql: 'a', holds: 0.4 } },
  },
  email: {
    value: `nullif(regexp_replace(lower(trim(raw)), '\\+[^@]*@', '@'), '')`,
    part: `split_part(v, '@', 1)`,
    signed: `split_part(v, '@', 1)`,
    levels: ['l.v = r.v', 'l.a = r.a and length(l.a) > 3', jw(0.9, 'a')],
    possible: [[sameLetters], [alike(0.9)]],
    atoms: { user: { sql: 'a', holds: 0.4 } },
  },
  identifier: {
    value: code,
    levels: ['l.v = r.v', `length(l.v) > 4 and ${edit}`],
    possible: [[oneEdit]],
    ends: true,
    atoms: {},
  },
  address: {
    value: said(streets),
    part: `replace(v, ' ', '')`,
    levels: ['l.v = r.v', `l.a = r.a or ${jw(0.93)}`, dice(0.6), jw(0.82)],
    possible: [[sameLetters, alike(0.93)], [shareWords], [alike(0.82)]],
    atoms: token,
    words: true,
  },
  house_number: {
    value: said(squashed),
    levels: ['l.v = r.v', edit],
    possible: [[oneEdit]],
    atoms: {},
  },
  city: {
    value: said(squashed),
    part: sound,
    levels: ['l.v = r.v', jw(0.9), jw(0.8)],
    possible: [[alike(0.9)], [alike(0.8)]],
    atoms: { sound: { sql: 'a', holds: 0.6 } },
  },
  postcode: {
    value: code,
    part: `left(v, length(v) - case when length(v) > 5 then 3 else 2 end)`,
    levels: ['l.v = r.v', edit, 'l.a = r.a'],
    possible: [[oneEdit], [{ test: 'apart', most: 6 }]],
    atoms: { area: { sql: 'a', holds: 0.5 } },
  },
  country: { value: said(words('raw')), levels: ['l.v = r.v'], possible: [], atoms: {} },
  category: { value: said(words('raw')), levels: ['l.v = r.v'], possible: [], atoms: {} },
  number: {
    value: `cast(try_cast(regexp_replace(raw, '[^0-9.eE+-]', '', 'g') as double) as varchar)`,
    levels: [
      'l.v = r.v',
      `case when l.x = floor(l.x) and l.x between 1800 and 2100 then abs(l.x - r.x) <= 1 else abs(l.x - r.x) <= 0.1 * greatest(abs(l.x), abs(r.x)) end`,
    ],
    possible: [[{ test: 'always' }]],
    atoms: {},
    numeric: true,
  },
  domain: {
    value: `nullif(regexp_extract(lower(trim(raw)), '^(?:[a-z]+://)?(?:www\\.)?([^/:?#\\s]+)', 1), '')`,
    levels: ['l.v = r.v'],
    possible: [],
    atoms: {},
  },
  text: {
    value: said(words('raw')),
    levels: ['l.v = r.v', dice(0.75), dice(0.5), dice(0.3)],
    possible: [[{ test: 'always' }], [{ test: 'always' }], [{ test: 'always' }]],
    atoms: token,
    words: true,
  },
};
