import { identifier, literal } from '../../src/warehouse/quote.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import type { ObjectContract } from './contract.ts';
import { keptValues } from './kept-values.ts';
import type { KnownRows } from './known-rows.ts';
import { keySql, rowHashSql } from './row-sql.ts';
import { columnsOf, deletedFlag, unsaidOf } from './unsaid-columns.ts';

/**
 * Leaves temp table `compared` (r, state): accepted rows of `stage` against the lake. unchanged: this version is there;
 * again: what it says is there, from files that lack other columns ([LOAD-65]); changed: its key is there; new: no row here.
 */
export async function compareRows(
  warehouse: Warehouse,
  contract: ObjectContract,
  known: KnownRows,
  header: readonly string[],
  dropped: boolean,
): Promise<void> {
  const { relation, batches } = known;
  const unsaid = unsaidOf(contract, header, columnsOf(contract, header));
  const isSame = (other: readonly string[]) =>
    other.length === unsaid.length && other.every((column) => unsaid.includes(column));
  const rows = (columns: string) => `
    select rowid as r, ${keySql(contract)} as _key, ${rowHashSql(contract)} as _row_hash${columns} from stage
    where _rule is null${dropped ? ' and rowid not in (select r from dropped)' : ''}`;
  const versioned = contract.spec.cursor !== undefined || contract.keyIsRowHash;
  if (batches.every((one) => isSame(one.unsaid))) {
    const held = versioned
      ? relation
      : `(select _key, arg_max(_row_hash, struct_pack(c := _cursor, h := _row_hash)) as _row_hash from ${relation} group by _key)`;
    await warehouse.run(`
    create or replace temp table compared as
    with rows as (${rows('')}
    ),
    same as (select r from rows semi join ${held} as held on rows._key = held._key and rows._row_hash = held._row_hash)
    select r, 'unchanged' as state from same
    union all
    select r, 'changed' from rows semi join ${relation} as known on rows._key = known._key where r not in (select r from same)`);
    return;
  }
  const less = batches.filter((one) => one.unsaid.some((column) => !unsaid.includes(column)));
  const saysAll = `_batch not in (${['', ...less.map(({ batch }) => batch)].map(literal).join(', ')})`;
  // Nothing is to be kept, and the file lacks nothing that another has: equal hashes are equal content.
  const isWhole =
    known.unsaid.size === 0 && unsaid.every((column) => batches.every((one) => one.unsaid.includes(column)));
  const said = contract.columns.map(({ name }) => name).filter((name) => !unsaid.includes(name));
  const contentOf = (flag: string) =>
    isWhole
      ? '_row_hash'
      : `hash(${[...said.map(identifier), ...(unsaid.includes(deletedFlag) ? [] : [flag])].join(', ')})`;
  const content = contentOf(deletedFlag);
  const kept = keptValues(contract, known.unsaid, 'touched');
  const newest = (value: string, from: string) =>
    `select _key, arg_max(struct_pack(v := ${value}), struct_pack(c := _cursor, h := _row_hash, s := ${saysAll})).v as _said from ${from} group by _key`;
  await warehouse.run(`
    create or replace temp table compared as
    with rows as (${rows(isWhole ? '' : `, ${contentOf('_deleted')} as _said`)}
    ),
    touched as materialized (select ${isWhole ? '_key, _cursor, _row_hash, _batch' : '*'} from ${relation} where _key in (select _key from rows)),
    held as (${versioned ? `select _key, _row_hash as _said from touched where ${saysAll}` : newest(`case when ${saysAll} then _row_hash end`, 'touched')}),
    same as (select r from rows semi join held on rows._key = held._key and rows._row_hash = held._said),
    told as (${versioned ? `select _key, ${content} as _said from ${kept}` : newest(content, kept)}),
    again as (
      select r from rows semi join told on rows._key = told._key and rows.${isWhole ? '_row_hash' : '_said'} = told._said
      where r not in (select r from same)
    )
    select r, 'unchanged' as state from same
    union all
    select r, 'again' from again
    union all
    select r, 'changed' from rows semi join touched on rows._key = touched._key
    where r not in (select r from same) and r not in (select r from again)`);
}
