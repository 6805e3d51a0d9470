import type { FieldKind } from '../../../../src/stats/linkage/field-kind.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { identifier } from '../../../../src/warehouse/quote.ts';
import { inputNameSql, type LinkInput } from '../read/input-rows.ts';
import type { LinkPlan } from '../link-plan.ts';
import { columnOf, keyOf, type LinkField } from '../link-settings.ts';

/** Kinds that say where something is: taken from one row, so that no street comes to stand in another city. */
const ofPlace: ReadonlySet<FieldKind> = new Set(['address', 'house_number', 'city', 'postcode', 'country']);

/** A column of the result and what each input calls it. */
interface MergedColumn {
  readonly name: string;
  readonly isPlace: boolean;
  readonly of: readonly (string | undefined)[];
}

/** Columns of all inputs but their keys: those of one field are one, others by their names. */
async function mergedColumns(
  warehouse: Warehouse,
  plan: LinkPlan,
  inputs: readonly LinkInput[],
  fields: readonly LinkField[],
): Promise<MergedColumn[]> {
  const own: Map<string, string>[] = [];
  for (const { table } of inputs) {
    const described = await warehouse.rows<{ column_name: string }>(`describe ${table}`);
    own.push(new Map(described.map(({ column_name: name }) => [name.toLowerCase(), name])));
  }
  const order = own.map((each) => [...each.values()]);
  /** Where a column stands: in the order of the first input that has it. */
  const placeOf = ({ of }: MergedColumn): number => {
    const first = of.findIndex((column) => column !== undefined);
    return first * 10_000 + (order[first]?.indexOf(of[first] ?? '') ?? 0);
  };
  for (const [at, { name }] of inputs.entries())
    own[at]?.delete(keyOf(plan.settings, name)?.toLowerCase() ?? '');
  const columns: MergedColumn[] = [];
  for (const field of fields) {
    const of = inputs.map(({ name }, at) => own[at]?.get(columnOf(field, name)?.toLowerCase() ?? ''));
    if (of.every((column) => column === undefined)) continue;
    for (const [at, column] of of.entries()) own[at]?.delete(column?.toLowerCase() ?? '');
    const [only, ...others] = [...new Set(of.filter((column) => column !== undefined))];
    const name = others.length === 0 && only !== undefined ? only : field.name;
    columns.push({ name, isPlace: ofPlace.has(field.kind), of });
  }
  for (const name of new Set(own.flatMap((each) => [...each.values()]))) {
    const of = own.map((each) => each.get(name.toLowerCase()));
    columns.push({ name, isPlace: false, of });
  }
  const taken = new Set(['cluster_id', 'records', 'ids']);
  columns.sort((a, b) => placeOf(a) - placeOf(b));
  return columns.map((column) => {
    let { name } = column;
    for (let n = 1; taken.has(name.toLowerCase()); n++) name = `${column.name}_${String(n)}`;
    taken.add(name.toLowerCase());
    return { ...column, name };
  });
}

/**
 * What columns hold for each cluster of several records: what most of its rows say, of that the fullest, then what most of all
 * rows say, then the longest. `several` has the rows of such clusters, `all` every row.
 */
function chosenSql(cells: readonly string[], several: string, all: string): string {
  const listed = cells.join(', ');
  const filled = cells.map((cell) => `(${cell} is not null)::integer`).join(' + ');
  const length = cells.map((cell) => `coalesce(strlen(${cell}), 0)`).join(' + ');
  const counts = cells.map(
    (cell) =>
      `left join (select ${cell}, count(*) as told_${cell} from ${all} where ${cell} is not null group by ${cell}) using (${cell})`,
  );
  const told = cells.map((cell) => `coalesce(told_${cell}, 0)`).join(' + ');
  return `select cluster, ${listed} from (
      select cluster, ${listed}, count(*) as held from ${several} where ${filled} > 0 group by cluster, ${listed}
    ) ${counts.join(' ')}
    qualify row_number() over (partition by cluster order by held desc, ${filled} desc, ${told} desc, ${length} desc, ${listed}) = 1`;
}

/**
 * [LINK-58] One row for each cluster: how many records it has, what they are called, and in each column what most of them say.
 * `places`: see `placesSql`.
 */
export async function mergedSql(
  warehouse: Warehouse,
  plan: LinkPlan,
  inputs: readonly LinkInput[],
  fields: readonly LinkField[],
  places: string,
): Promise<string> {
  const columns = await mergedColumns(warehouse, plan, inputs, fields);
  const cell = (at: number): string => `m${String(at)}`;
  const written = inputs.map(({ table }, rel) => {
    const cells = columns.map(({ of }, at) => {
      const column = of[rel];
      return `${column === undefined ? 'null::varchar' : `nullif(trim(${identifier(column)}::varchar), '')`} as ${cell(at)}`;
    });
    return `select ${String(rel)} as rel, rowid as row, ${cells.join(', ')} from ${table}`;
  });
  const groups = [
    columns.flatMap(({ isPlace }, at) => (isPlace ? [cell(at)] : [])),
    ...columns.flatMap(({ isPlace }, at) => (isPlace ? [] : [[cell(at)]])),
  ].filter((cells) => cells.length > 0);
  const chosen = groups.map((cells, at) => `c${String(at)} as (${chosenSql(cells, 'several', 'said')})`);
  const joins = groups.map((_, at) => `left join c${String(at)} using (cluster)`);
  const relation = inputNameSql(inputs, 'p.rel');
  const called = inputs.length > 1 ? `${relation} || ':' || p.named` : 'p.named';
  const cells = columns.map((_, at) => `, ${cell(at)}`).join('');
  return `with written as (${written.join(' union all ')}),
    said as materialized (
      select k.cluster, count(*) over (partition by k.cluster)::integer as records, ${called} as id, w.*
      from written w join ${places} p using (rel, row) join ${plan.table('cluster')} k using (no)
    ),
    several as materialized (select * from said where records > 1),
    named as (
      select cluster, any_value(records) as records, string_agg(id, '; ' order by rel, row) as ids from several group by cluster
    )${chosen.map((each) => `, ${each}`).join('')}
    select cluster as cluster_id, records, ids${columns.map(({ name }, at) => `, ${cell(at)} as ${identifier(name)}`).join('')}
    from (
      select cluster, records, ids${cells} from named ${joins.join(' ')}
      union all select cluster, records, id as ids${cells} from said where records = 1
    ) order by cluster`;
}
