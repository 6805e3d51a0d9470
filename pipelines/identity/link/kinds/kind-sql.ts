import type { FieldKind } from '../../../../src/stats/linkage/field-kind.ts';
import type { Likeness } from '../../../../src/stats/linkage/code/likeness.ts';
import { generationNumbers } from '../../../../src/stats/linkage/columns/person-name.ts';
import { houseApart, streetsSql, withinLine } from './address-sql.ts';
import { notTwoNames, oneName, oneNameInWords, type FormsOf } from './name-forms-sql.ts';
import { saysAll, telling } from './word-likeness.ts';

/**
 * How a kind of field is brought to normal form, once a distinct value, and compared. Columns of a value: `v` normal
 * form, `a` its coarser part, `t` its words, `x` its number, `k` given names it may stand for, `s` a signature of 64 bits, `n`
 * its length in bytes; of words that are weighed `w`, `q`, `p` and `d` (see word-weights). DuckDB's
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
  /** [LINK-53] Whether its words count by how rare they are in these lists. */
  readonly weighed?: boolean;
  /** From `v` to what its words are of; the default is `v`. */
  readonly worded?: string;
  readonly numeric?: boolean;
  readonly dated?: boolean;
  /** Whether the value, or each of its words, is looked up among the forms of given names. */
  readonly forms?: FormsOf;
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
const sameFamily: Likeness = { test: 'same_family' };
const oneEdit: Likeness = { test: 'one_edit' };
const sameLetters: Likeness = { test: 'same_letters' };
/** One character left out, added, replaced or changed with the next: what Damerau's distance of 1 says, without its price. */
const editOf = (
  c: string,
): string => `case when l.n = r.n then hamming(l.${c}, r.${c}) = 1 or (hamming(l.${c}, r.${c}) = 2 and damerau_levenshtein(l.${c}, r.${c}) = 1)
  else abs(l.n - r.n) = 1 and levenshtein(l.${c}, r.${c}) = 1 end`;
const edit = editOf('v');
/** Letters in words both have, as a share of all letters (Dice). */
const dice = (least: number): string =>
  `2 * length(array_to_string(list_intersect(l.t, r.t), '')) >= ${least} * (length(array_to_string(l.t, '')) + length(array_to_string(r.t, '')))`;

/** All words of the one are words of the other. */
const within = `(list_has_all(l.t, r.t) or list_has_all(r.t, l.t))`;

/** The first word of a name in sound that the other has not. */
const soundApart = (own: string, other: string): string =>
  `list_filter(${own}.t, lambda w: w <> ${own}.a and not list_contains(${other}.t, w))[1]`;
/** [LINK-31] Not two names in Han characters (`a`) that differ by more than a slip in sound, whatever surname they share. */
const notTwoHanNames = `(l.a is null or r.a is null or coalesce(levenshtein(${soundApart('l', 'r')}, ${soundApart('r', 'l')}) <= 1, true))`;

const digitsApart = `bit_count((xor(l.s, r.s) | (xor(l.s, r.s) >> 1) | (xor(l.s, r.s) >> 2) | (xor(l.s, r.s) >> 3)) & 286331153)`;
const swappedDay = `(xor(l.s, r.s) >> 16 = 0 and (l.s >> 8) & 255 = r.s & 255 and l.s & 255 = (r.s >> 8) & 255)`;

export const monthNames = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
/** A year of two digits is one of the last century from 30 on. */
const fullYear = (y: string): string =>
  `case when length(${y}) = 2 then (case when ${y} >= '30' then '19' else '20' end) || ${y} else ${y} end`;
const padded = (of: string): string => `lpad(${of}, 2, '0')`;
const monthDay = (month: string, day: string): string => `${padded(month)} || ${padded(day)}`;
const dateDigits = (monthFirst: boolean): string => `case
  when regexp_full_match(trim(raw), '(18|19|20)[0-9]{6}') then trim(raw)
  when regexp_matches(raw, '^\\s*[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}')
    then n[1] || ${monthDay('n[2]', 'n[3]')}
  when regexp_matches(raw, '^\\s*[0-9]{1,2}[-/.][0-9]{1,2}[-/.]([0-9]{4}|[0-9]{2}\\s*$)')
    then ${fullYear('n[3]')} || case when ${padded('n[2]')} > '12' ${monthFirst ? `or (${padded('n[1]')} <= '12' and regexp_matches(raw, '^\\s*[0-9]{1,2}[-/]'))` : ''} then ${monthDay('n[1]', 'n[2]')} else ${monthDay('n[2]', 'n[1]')} end
  when month > 0 and len(n) >= 2 and length(n[1]) in (1, 2) and length(n[2]) in (2, 4)
    then ${fullYear('n[2]')} || ${monthDay('month::varchar', 'n[1]')}
  when length(regexp_replace(raw, '[^0-9]', '', 'g')) = 8 then regexp_replace(raw, '[^0-9]', '', 'g')
end`;
/**
 * Day before month where both could be, or, told `monthFirst`, month before day where they are not between full stops; the
 * month in figures or in English words.
 */
const dateValue = (monthFirst = false): string =>
  naming(
    'n',
    `regexp_extract_all(raw, '[0-9]+')`,
    naming(
      'month',
      `(strpos('${monthNames}', nullif(regexp_extract(lower(raw), '\\b(${monthNames})[a-z]*\\b', 1), '')) + 3) // 4`,
      dateDigits(monthFirst),
    ),
  );

/** Company names in two scripts stand as `latin|as written`; tax numbers as `number|country and whether it checks`. */
const latin = `split_part(v, '|', 1)`;
const taxNumber = `split_part(v, '|', 1)`;

/** Mailboxes of a function, which any company has. */
const offices = `'info', 'sales', 'office', 'admin', 'contact', 'service', 'support', 'mail', 'accounts', 'accounting', 'billing', 'purchasing', 'hr', 'export', 'order', 'orders'`;

/** Parts of an address `country|city|postcode|street|numbers|place in the name`: there and equal, and not different. */
const both = (part: number): string => `(l.a[${part}] <> '' and l.a[${part}] = r.a[${part}])`;
const notApart = (part: number): string =>
  `(l.a[${part}] = '' or r.a[${part}] = '' or l.a[${part}] = r.a[${part}])`;

const token = { token: { sql: 't', holds: 0.7 } };

export const kindSql: Readonly<Record<FieldKind, KindSql>> = {
  given_name: {
    value: said(squashed),
    part: sound,
    levels: [
      'l.v = r.v',
      `${jw(0.92)} and ${notTwoNames}`,
      oneName,
      '(length(l.v) = 1 or length(r.v) = 1) and left(l.v, 1) = left(r.v, 1)',
      `${jw(0.8)} and (${notTwoNames} or (${edit}))`,
    ],
    possible: [[alike(0.92)], [sameFamily], [{ test: 'short', bytes: 4 }], [alike(0.8)]],
    forms: 'value',
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
    part: `nullif(regexp_extract(v, '\\p{Han}{2,}'), '')`,
    levels: [
      'l.v = r.v',
      oneNameInWords,
      `${jw(0.92)} and ${notTwoHanNames}`,
      `${dice(0.6)} and ${notTwoHanNames}`,
      `${jw(0.85)} and ${notTwoHanNames}`,
    ],
    possible: [[sameFamily], [alike(0.92)], [shareWords], [alike(0.85)]],
    forms: 'words',
    atoms: token,
    words: true,
  },
  generation: {
    value: `case regexp_replace(lower(raw), '[^a-z0-9]', '', 'g') ${Object.entries(generationNumbers)
      .map(([word, number]) => `when '${word}' then '${String(number)}'`)
      .join(' ')} end`,
    levels: ['l.v = r.v'],
    possible: [],
    atoms: {},
  },
  company_name: {
    value: said(words('raw')),
    part: `replace(${latin}, ' ', '')`,
    signed: `replace(${latin}, ' ', '')`,
    worded: latin,
    levels: ['l.v = r.v', `l.a = r.a or ${jw(0.94, 'a')}`, `${dice(0.6)} or ${within}`, jw(0.86, 'a')],
    possible: [[sameLetters, alike(0.94)], [shareWords], [alike(0.86)]],
    atoms: { ...token, start: { sql: 'left(a, 6)', holds: 0.6 }, letters: { sql: 'a', holds: 0.6 } },
    words: true,
  },
  date: {
    value: dateValue(),
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
  event_date: {
    value: dateValue(),
    part: `try_cast(left(v, 4) || '-' || substr(v, 5, 2) || '-' || right(v, 2) as date)`,
    levels: ['l.v = r.v', 'abs(l.a - r.a) <= 3', 'abs(l.a - r.a) <= 31'],
    possible: [[{ test: 'always' }], [{ test: 'always' }]],
    atoms: {
      week: { sql: `(a - date '2000-01-03') // 7`, holds: 0.6 },
      month: { sql: 'left(v, 6)', holds: 0.8 },
    },
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
    value: `nullif(regexp_replace(regexp_replace(lower(trim(raw)), '^[^<>]*<\\s*([^<>\\s]+@[^<>\\s]+)\\s*>$', '\\1'), '\\+[^@]*@', '@'), '')`,
    part: `case when split_part(v, '@', 1) not in (${offices}) then split_part(v, '@', 1) end`,
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
    value: said(streetsSql(words('raw'))),
    part: `replace(v, ' ', '')`,
    levels: [
      'l.v = r.v',
      `(l.a = r.a or ${jw(0.93)}) and not ${houseApart}`,
      `(${dice(0.6)} or ${withinLine}) and not ${houseApart}`,
      jw(0.82),
    ],
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
    part: `split_part(v, '·', -1)`,
    signed: `split_part(v, '·', -1)`,
    levels: ['l.v = r.v', 'l.a = r.a'],
    possible: [[sameLetters]],
    atoms: {},
  },
  tax_id: {
    value: code,
    part: taxNumber,
    signed: taxNumber,
    levels: [
      'l.v = r.v',
      'l.a = r.a',
      `length(l.a) > 6 and ${editOf('a')}`,
      `right(l.v, 1) <> '+' or right(r.v, 1) <> '+' or right(l.v, 3) <> right(r.v, 3)`,
    ],
    possible: [[sameLetters], [oneEdit], [{ test: 'always' }]],
    ends: true,
    atoms: { number: { sql: 'a', holds: 0.3 } },
  },
  legal_form: {
    value: said(words('raw')),
    part: `split_part(v, ':', 1)`,
    signed: `split_part(v, ':', 1)`,
    levels: ['l.v = r.v', 'l.a = r.a'],
    possible: [[sameLetters]],
    atoms: {},
  },
  word_list: {
    value: said(words('raw')),
    levels: ['l.v = r.v', 'len(list_intersect(l.t, r.t)) > 0'],
    possible: [[{ test: 'always' }]],
    atoms: token,
    words: true,
  },
  number_list: {
    value: said(words('raw')),
    levels: ['l.v = r.v', within],
    possible: [[{ test: 'always' }]],
    atoms: token,
    words: true,
  },
  code_list: {
    value: said(words('raw')),
    levels: [
      'l.v = r.v',
      'len(list_intersect(l.t, r.t)) > 0',
      `len(list_filter(l.t, lambda a: len(list_filter(r.t, lambda b: starts_with(a, b) or starts_with(b, a))) > 0)) > 0`,
    ],
    possible: [[{ test: 'always' }], [{ test: 'always' }]],
    atoms: token,
    words: true,
  },
  postal_address: {
    value: said(words('raw')),
    part: `string_split(v, '|')`,
    levels: [
      'l.v = r.v',
      `${both(5)} and jaro_winkler_similarity(l.a[4], r.a[4], 0.9) >= 0.9 and (${both(2)} or ${both(3)})`,
      `${both(5)} and (${both(2)} or ${both(3)})`,
      `${both(3)} and ${notApart(1)}`,
      `${both(2)} and ${notApart(1)} and ${notApart(6)}`,
      `${both(2)} or ${both(6)} or (l.a[2] <> '' and l.a[2] = r.a[6]) or (l.a[6] <> '' and l.a[6] = r.a[2])`,
      both(1),
    ],
    possible: Array.from({ length: 6 }, () => [{ test: 'always' as const }]),
    atoms: {
      city: { sql: `nullif(a[2], '')`, holds: 0.6 },
      postcode: { sql: `nullif(a[3], '')`, holds: 0.6 },
      door: { sql: `case when a[4] <> '' and a[5] <> '' then a[4] || ' ' || a[5] end`, holds: 0.4 },
      lot: { sql: `case when a[3] <> '' and a[5] <> '' then a[3] || ' ' || a[5] end`, holds: 0.4 },
      named: { sql: `nullif(a[6], '')`, holds: 0.6 },
    },
  },
  text: {
    value: `array_to_string(list_sort(string_split(${said(words('raw'))}, ' ')), ' ')`,
    levels: [
      'l.v = r.v',
      `${telling(0.85)} or ${saysAll}`,
      ...[0.7, 0.55, 0.4, 0.25].map((share) => telling(share)),
    ],
    possible: Array.from({ length: 5 }, () => [{ test: 'always' as const }]),
    atoms: { ...token, rare: { sql: 'p', holds: 0.8 }, rare_two: { sql: 'd', holds: 0.6 } },
    words: true,
    weighed: true,
  },
};

/**
 * Kinds that compare otherwise where fields say what persons are called ([LINK-33]). Mailboxes are called as their owners are,
 * so that those of Anna Berg and Anna Berger are similar because their names are: only a slip makes two nearly the same.
 */
export const kindSqlOfPersons: Partial<Readonly<Record<FieldKind, KindSql>>> = {
  email: {
    ...kindSql.email,
    levels: ['l.v = r.v', 'l.a = r.a and length(l.a) > 3', `length(l.a) > 4 and ${editOf('a')}`],
    possible: [[sameLetters], [oneEdit]],
  },
};

/** Days of a column that has the month first, as people in the United States write it. */
export const kindSqlMonthFirst: Partial<Readonly<Record<FieldKind, KindSql>>> = {
  date: { ...kindSql.date, value: dateValue(true) },
  event_date: { ...kindSql.event_date, value: dateValue(true) },
};
