import type { Warehouse } from '../../../../src/warehouse/open.ts';
import type { PlannedField } from '../link-plan.ts';
import { hashBits } from '../kinds/word-likeness.ts';

/**
 * [LINK-53] Words count by how rare they are among the distinct values of all lists. Columns of a value: `w` its words as codes
 * of 64 bits, the weight in thousandths of a bit above a hash of the word, the rarest first; `q` the sum of their weights; `p`
 * the rarest words that have half of it, of which two texts that have more than half in common have one in common (a prefix
 * filter, Chaudhuri, Ganti and Kaushik 2006); `d` each two of the rarest of these.
 */
export const weighedColumns = ['w', 'q', 'p', 'd'] as const;

/** Of so many of the rarest words each two are looked for together. */
const mostOfTwo = 5;
/** A word tells so much at most. */
const mostWeight = 14_000;
/**
 * Before any value is seen three values in a hundred say a word, which counts for ten values: in a short list no word is sure to
 * be rare.
 */
const asMany = 10;
const saidBy = 0.03;

/** Codes of words from how many values say them but two: what tells is how many others than the two that are compared. */
const codeSql = (word: string, others: string, all: string): string =>
  `(least(${String(mostWeight)}, round(-1000 * log2((${others} + ${String(asMany * saidBy)}) / (${all} + ${String(asMany)}))))::bigint << ${String(hashBits)}) | (hash(${word}) >> ${String(64 - hashBits)})::bigint`;

/**
 * Weighs the words of a field's values among `records`, into its table (word, code; without a word, as for one that is not
 * listed, the code has only a weight). An earlier run's stay where its model is used.
 */
export async function weighWords(
  warehouse: Warehouse,
  { field, at, sql, weighedBy }: PlannedField,
  records: string,
): Promise<void> {
  if (weighedBy === undefined) return;
  const raw = `c${String(at)}`;
  const value = field.normalised === true ? 'raw' : sql.value;
  await warehouse.run(
    `create or replace table ${weighedBy} as
     with said as materialized (select distinct ${value} as v from (select distinct ${raw} as raw from ${records} where ${raw} is not null)),
       every as (select count(v) as n from said),
       spoken as (select word, count(*) as n from (select unnest(list_distinct(string_split(v, ' '))) as word from said) group by word)
     select word, ${codeSql('word', 'greatest(0, spoken.n - 2)', 'every.n')} as code from spoken, every
     union all select null, (${codeSql(`''`, '0', 'every.n')}) >> ${String(hashBits)} << ${String(hashBits)} from every`,
  );
}

/** The words of each distinct value `v` of a table of values with their words `t`, by what they weigh in the table `words`. */
export function weighedSql(words: string, values: string): string {
  const code = `coalesce(x.code, (select max(code) from ${words} where word is null) | (hash(word) >> ${String(64 - hashBits)})::bigint)`;
  const two = `flatten(list_transform(list_slice(p, 1, ${String(mostOfTwo)}), lambda a, i: list_transform(list_slice(p, i + 1, ${String(mostOfTwo)}), lambda b: a || ' ' || b)))`;
  return `select *, ${two} as d from (select v, list(code order by code desc) as w, sum(weight)::integer as q, list(word order by code desc) filter (2 * before < whole) as p
    from (select *, sum(weight) over (partition by v order by code desc rows unbounded preceding) - weight as before, sum(weight) over (partition by v) as whole
      from (select v, word, code, code >> ${String(hashBits)} as weight
        from (select v, word, ${code} as code from (select v, unnest(t) as word from (select distinct on (v) v, t from ${values} where v is not null)) left join ${words} x using (word))))
    group by v)`;
}

/** Columns that comparing takes of a value whose codes of words are bound as JSON (`$<at>`). */
export function boundWords({ at }: Pick<PlannedField, 'at'>, place: number): string[] {
  const codes = `from_json($${String(place)}, '["bigint"]')`;
  return [
    `${codes} as w${String(at)}`,
    `list_sum(list_transform(${codes}, lambda c: c >> ${String(hashBits)})) as q${String(at)}`,
  ];
}
