import { identifier, literal } from '../../src/warehouse/quote.ts';
import type { ObjectContract } from './contract.ts';
import { deletedFlag, type UnsaidColumns } from './unsaid-columns.ts';

const inOrder = 'partition by _key order by _cursor nulls first, _row_hash';

/**
 * [LOAD-64] Relation over row versions (see storedRows) in which what a version's file says nothing of is what the
 * newest earlier version that says something says. The relation given must hold all versions of the keys it holds.
 * Versions that several files hold are there once, from the file that says most. Without a cursor of its own, a version
 * that then says what the one before says is none.
 */
export function keptValues(contract: ObjectContract, unsaid: UnsaidColumns, relation: string): string {
  if (unsaid.size === 0) return relation;
  const groups = new Map<string, string[]>();
  for (const [column, batches] of unsaid) {
    const silent = batches.map(literal).join(', ');
    groups.set(silent, [...(groups.get(silent) ?? []), column]);
  }
  const said = [...groups].map(([silent, columns], at) => {
    const values = columns.map((column) => `${identifier(column)} := ${identifier(column)}`).join(', ');
    // The default frame ends with the rows that are equal in order: a version says what any of its files says.
    return `last_value(case when _batch not in (${silent}) then struct_pack(${values}) end ignore nulls) over (${inOrder}) as _said${at}`;
  });
  const kept = [...groups.values()].flatMap((columns, at) =>
    columns.map((column) => {
      const value = `_said${at}.${identifier(column)}`;
      const sql = column === deletedFlag ? `coalesce(${value}, false)` : value;
      return `${sql} as ${identifier(column)}`;
    }),
  );
  const silences = [...groups].map(([silent, { length }]) => `(_batch in (${silent}))::integer * ${length}`);
  const once = `row_number() over (partition by _key, _cursor, _row_hash order by ${silences.join(' + ')}, _batch, _line) as _once`;
  const filled = `(select * exclude (_once, ${said.map((_, at) => `_said${at}`).join(', ')}) replace (${kept.join(', ')}) from (select *, ${[...said, once].join(', ')} from ${relation}) where _once = 1)`;
  if (contract.spec.cursor !== undefined) return filled;
  const content = `hash(${[...contract.columns.map(({ name }) => identifier(name)), deletedFlag].join(', ')})`;
  return `(select * from ${filled} qualify ${content} is distinct from lag(${content}) over (${inOrder}))`;
}
