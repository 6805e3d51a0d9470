import { literal } from '../../src/warehouse/quote.ts';
import type { LinkPlan } from './link/link-plan.ts';

/** What explaining takes of a record. */
export interface KeptRecord {
  readonly id: string;
  /** Normal forms; fields without a value are left out. */
  readonly fields: Readonly<Record<string, string>>;
  /** What agreement on its values adds for their being rare or frequent, in thousandths of a bit. */
  readonly rarity: Readonly<Record<string, number>>;
  /** [LINK-53] Codes of the words of values whose words are weighed, by field. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly keys: readonly { readonly rule: string; readonly key: string; readonly crowded: boolean }[];
}

/** What `words` is where no field has words that are weighed. */
export const noWords = 'map([]::varchar[], []::varchar[][])';

/** Kept records after a run: no, id, fields, rarity, words, block_keys. The other two are given as tables: see `raritySql`, `blockKeysSql`. */
export function keptRecordsSql(
  plan: LinkPlan,
  { rarity, blockKeys }: { readonly rarity: string; readonly blockKeys: string },
): string {
  const entries = plan.fields.map(({ field, at }) => `(${literal(field.name)}, v${String(at)})`);
  const weighed = plan.fields.filter(({ weighedBy }) => weighedBy !== undefined);
  const words = weighed.map(({ field, at }) => `(${literal(field.name)}, w${String(at)}::varchar[])`);
  return `select no, id, map_from_entries(list_filter([${entries.join(', ')}], lambda entry: entry[2] is not null)) as fields, rarity,
       ${words.length === 0 ? noWords : `map_from_entries(list_filter([${words.join(', ')}], lambda entry: entry[2] is not null))`} as words,
       coalesce(block_keys, []) as block_keys
     from ${plan.table('record')} as record
     join ${rarity} as rarity using (no)
     left join (
       select no, list({'rule': rule, 'key': key, 'crowded': crowded} order by rule, key) as block_keys
       from ${blockKeys} group by no
     ) using (no)`;
}

/** A row of kept records as JSON, column `kept`. */
export const keptJson = `to_json({'id': id, 'fields': fields, 'rarity': rarity, 'words': words, 'keys': block_keys})::varchar as kept`;
