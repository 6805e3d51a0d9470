import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { identifier, literal } from '../../../../src/warehouse/quote.ts';
import { columnSql } from '../read/cell-sql.ts';
import { inputNameSql, type LinkInput } from '../read/input-rows.ts';
import type { LinkModel } from '../link-model.ts';
import type { LinkPlan } from '../link-plan.ts';
import { columnOf, type LinkField } from '../link-settings.ts';
import { answerColumn } from '../read/read-decided.ts';

/** How levels of agreement are called, by their labels. */
export type LevelWords = (label: string) => string;

/** Addends of less say nothing that a person would weigh, in thousandths of a bit. */
const leastSaid = 50;

/** What a cell may begin with to be a formula in a spreadsheet, as in write-back. */
const formula = '^[\\s\\p{Cc}\\p{Cf}]*[=+\\-@＝＋－＠﹢﹣﹦﹫⁺⁻⁼₊₋₌−]';
const noFormula = (text: string): string =>
  `case when regexp_matches(${text}, ${literal(formula)}) then '''' || ${text} else ${text} end`;

/** Pairs that people said are two, by ids of records: `left_id`, `right_id`. */
const apartTable = (plan: LinkPlan): string => plan.scratch('said_apart');

/** Remembers what people said are two, so that nobody is asked again. */
export const noteApart = (
  warehouse: Warehouse,
  plan: LinkPlan,
  pairs: readonly (readonly [string, string])[],
): Promise<void> =>
  warehouse.run(
    `create or replace temp table ${apartTable(plan)} as
     select pair[1] as left_id, pair[2] as right_id from (select unnest(from_json($1, '[["varchar"]]')) as pair)`,
    [JSON.stringify(pairs)],
  );

/**
 * Pairs that may be one and were not made one, for every two clusters the likeliest: rows of the view of pairs, with
 * left_cluster and right_cluster.
 */
const openSql = (plan: LinkPlan): string => {
  const [cluster, code] = [plan.table('cluster'), plan.table('code')];
  const both = (one: string, other: string): string => `least(${one}, ${other}), greatest(${one}, ${other})`;
  return `select p.*, cl.cluster as left_cluster, cr.cluster as right_cluster
    from ${plan.table('pair')} p join ${cluster} cl on cl.no = p.l join ${cluster} cr on cr.no = p.r
    where cl.cluster <> cr.cluster and p.band <> 'apart' and (${both('cl.cluster', 'cr.cluster')}) not in (
      select (${both('a.cluster', 'b.cluster')}) from ${apartTable(plan)} s
      join ${code} x on x.id = s.left_id join ${code} y on y.id = s.right_id
      join ${cluster} a on a.no = x.no join ${cluster} b on b.no = y.no
    )
    qualify row_number() over (partition by ${both('cl.cluster', 'cr.cluster')} order by p.weight desc, p.left_id, p.right_id) = 1`;
};

/** How many pairs are left for people. */
export async function countOpen(warehouse: Warehouse, plan: LinkPlan): Promise<number> {
  const [open] = await warehouse.rows<{ n: number }>(`select count(*)::double as n from (${openSql(plan)})`);
  return open?.n ?? 0;
}

/** What the rows of an input say of the fields, as written: rel, row, f0, f1 … */
async function writtenSql(
  warehouse: Warehouse,
  { name, table }: LinkInput,
  rel: number,
  fields: readonly LinkField[],
): Promise<string> {
  const described = await warehouse.rows<{ column_name: string }>(`describe ${table}`);
  const has = new Set(described.map(({ column_name }) => column_name.toLowerCase()));
  const written = (column: string | undefined): string => {
    if (column === undefined || has.has(column.toLowerCase())) return columnSql(column);
    const joined = column.split(' + ').map((each) => columnSql(each));
    return `nullif(concat_ws(' ', ${joined.join(', ')}), '')`;
  };
  const cells = fields.map((field, at) => `${written(columnOf(field, name))} as f${String(at)}`);
  return `select ${String(rel)} as rel, rowid as row, ${cells.join(', ')} from ${table}`;
}

/** The labels that addends of a model may have. */
function labelsOf({ fields }: LinkModel): string[] {
  const ofField = fields.flatMap(({ levels, follows }) =>
    [levels, follows?.agrees ?? [], follows?.differs ?? []].flat().map(({ label }) => label),
  );
  return [...new Set([...ofField, 'rare', 'frequent', 'household', 'place', 'premises', 'sisters'])];
}

/** What speaks for and against a pair `p`, the most telling first: `Surname close +4.1; Birthday different −3.2`. */
function whySql(model: LinkModel, words: LevelWords): string {
  const called = labelsOf(model).map((label) => `when ${literal(label)} then ${literal(words(label))}`);
  const said = `list_filter(p.addends, lambda a: a.field <> 'prior' and abs(a.weight) >= ${String(leastSaid)})`;
  const ordered = `list_sort(list_transform(${said}, lambda a: {'by': -abs(a.weight), 'field': a.field, 'label': a.label, 'weight': a.weight}))`;
  const each = `a.field || ': ' || case a.label ${called.join(' ')} else a.label end || printf(' %+.1f', a.weight / 1000.0)`;
  return `array_to_string(list_transform(${ordered}, lambda a: ${each}), '; ')`;
}

export interface ReviewList {
  readonly plan: LinkPlan;
  readonly model: LinkModel;
  readonly inputs: readonly LinkInput[];
  /** As the settings have them, before columns were taken apart. */
  readonly fields: readonly LinkField[];
  /** Table of what records are named by: see `placesSql`. */
  readonly places: string;
  /** What a record of a place is named by there, and its name in the result. */
  readonly named: string;
  readonly words: LevelWords;
  /** Whether the list goes where a text may be taken for a formula. */
  readonly forSpreadsheet: boolean;
}

/**
 * [LINK-55] What people are asked: pairs that may be one and were not joined, likeliest first, what both say of each field
 * side by side, and why. Weights are in bits.
 */
export async function reviewSql(warehouse: Warehouse, list: ReviewList): Promise<string> {
  const { plan, model, inputs, fields, places, named, words, forSpreadsheet } = list;
  const written: string[] = [];
  for (const [rel, input] of inputs.entries()) written.push(await writtenSql(warehouse, input, rel, fields));
  const cell = forSpreadsheet ? noFormula : (text: string) => text;
  const sides = fields.flatMap(({ name }, at) =>
    (['left', 'right'] as const).map(
      (side) => `${cell(`${side}_said.f${String(at)}`)} as ${identifier(`${side}_${name}`)}`,
    ),
  );
  const relation = (side: string): string =>
    `${inputNameSql(inputs, `${side}_place.rel`)} as ${side}_relation`;
  const relations = inputs.length > 2 || plan.within ? ['left', 'right'].map(relation) : [];
  return `with written as (${written.join(' union all ')}),
    open as (select *, ${whySql(model, words)} as why from (${openSql(plan)}) p),
    turned as (
      select open.*, (a.rel, a.row) > (b.rel, b.row) as turn
      from open join ${places} a on a.no = open.l join ${places} b on b.no = open.r
    )
    select ${[
      ...(inputs.length > 1 ? relations : []),
      `${cell('left_place.named')} as left_${named}`,
      `${cell('right_place.named')} as right_${named}`,
      `null::varchar as ${answerColumn}`,
      'weight / 1000.0 as weight',
      'probability',
      ...sides,
      `${cell('why')} as why`,
      'case when turn then right_cluster else left_cluster end as left_cluster_id',
      'case when turn then left_cluster else right_cluster end as right_cluster_id',
    ].join(', ')}
    from turned
    join ${places} left_place on left_place.no = case when turn then r else l end
    join ${places} right_place on right_place.no = case when turn then l else r end
    join written left_said on left_said.rel = left_place.rel and left_said.row = left_place.row
    join written right_said on right_said.rel = right_place.rel and right_said.row = right_place.row
    order by weight desc, left_place.rel, left_place.row, right_place.rel, right_place.row`;
}
