import { givenNameForms } from '../../normalise/given-name-forms.ts';

const listed = [...givenNameForms].map(([form, names]) => [form, ...names].join(' ')).join(';');

/** Rows: a form of a given name, and the number of a name that it may stand for. */
const forms = `(select x[1] as form, unnest(x[2:]) as name from (select string_split(unnest(string_split('${listed}', ';')), ' ') as x))`;

/** What is looked up of a value `v`: itself, or each of its words. */
export type FormsOf = 'value' | 'words';

const looked: Readonly<Record<FormsOf, string>> = { value: '[v]', words: `string_split(v, ' ')` };
const told: Readonly<Record<FormsOf, string>> = { value: 'name', words: `form || '>' || name` };

/** Bits of a signature that say which names a value may stand for: beyond those of its letters. */
const family = `1::bigint << (39 + name::integer % 18)`;

/** For each value `v` of a relation that has one: the names it may stand for (`k`; of a word, `word>name`), and their bits. */
export const nameFormsSql = (of: FormsOf, values: string): string =>
  `select v, list(${told[of]}) as k, bit_or(${family}) as families from (select v, unnest(${looked[of]}) as form from (select distinct v from ${values} where v is not null)) join ${forms} using (form) group by v`;

/** The same names of one value. */
export const formsOfOneSql = (of: FormsOf): string =>
  `(select list(${told[of]}) from ${forms} where list_contains(${looked[of]}, form))`;

/** Two values that may stand for one name. */
export const oneName = 'list_has_any(l.k, r.k)';

/** Not two names that are both known and no forms of one: Patrick is no slip of Patricia. */
export const notTwoNames = `coalesce(${oneName}, true)`;

const apart = (own: string, other: string): string =>
  `list_transform(list_filter(${own}.k, lambda w: not list_contains(${other}.t, split_part(w, '>', 1))), lambda w: split_part(w, '>', 2))`;

/** Two lists of words that differ in one, which may stand for one name in both. */
export const oneNameInWords = `(len(list_intersect(l.t, r.t)) >= greatest(1, least(len(l.t), len(r.t)) - 1) and list_has_any(${apart('l', 'r')}, ${apart('r', 'l')}))`;
