import { tableSql, type CompileContext } from './compile-context.ts';
import { type DimensionDefinition, type DimensionId, dimensionDefinitions } from './dimension-definitions.ts';

type Columns = Readonly<Partial<Record<DimensionId, string>>>;

const definitions = new Map(dimensionDefinitions.map((dimension) => [dimension.id, dimension]));
const attributeOf = (id: DimensionId): DimensionDefinition['attribute'] => definitions.get(id)?.attribute;

/** [QUERY-9] True when rows with these columns know the dimension: they hold it, or the key of the entity it describes. */
export const keeps = (columns: Columns, id: DimensionId): boolean => {
  const attribute = attributeOf(id);
  return columns[id] !== undefined || (attribute !== undefined && columns[attribute.of] !== undefined);
};

/** The same of a list of dimensions. */
export const holdsDimension = (dimensions: readonly DimensionId[], id: DimensionId): boolean => {
  const attribute = attributeOf(id);
  return dimensions.includes(id) || (attribute !== undefined && dimensions.includes(attribute.of));
};

/** The column of a dimension in a scan of `t`; an attribute's is in the joined row `a`. */
export function scanColumn(columns: Columns, id: DimensionId): string | undefined {
  const column = columns[id];
  if (column !== undefined) return `t.${column}`;
  return keeps(columns, id) ? `a.${id}` : undefined;
}

/** The rows of an attribute's table that the person may see; what is known of others is as if it were not known. */
const visibleRows = (table: string, select: string, visible: string): string =>
  `select ${select} from ${table} where ${visible}`;

/** The join that gives a scan the attributes it asks for, or nothing. `visible` is the row policy over bare columns. */
export function attributeJoin(
  columns: Columns,
  ids: readonly DimensionId[],
  context: CompileContext,
  visible: string,
): string {
  const asked = [...new Set(ids)].filter((id) => columns[id] === undefined && keeps(columns, id));
  const [first] = asked;
  const attribute = first === undefined ? undefined : attributeOf(first);
  if (!attribute) return '';
  // Names of its own, so that bare columns of the fact stay unambiguous.
  const rows = visibleRows(
    tableSql(context, attribute.table),
    [`${attribute.key} as _entity`, ...asked].join(', '),
    visible,
  );
  return ` left join (${rows}) a on a._entity = t.${columns[attribute.of] ?? attribute.key}`;
}

/** A condition on a dimension of a bare table: `condition` gets its column; an attribute is looked up by the key among the rows that are `visible`. */
export function conditionOn(
  columns: Columns,
  id: DimensionId,
  context: CompileContext,
  visible: string,
  condition: (column: string) => string,
): string {
  const column = columns[id];
  if (column !== undefined) return condition(column);
  const attribute = attributeOf(id);
  if (!attribute || !keeps(columns, id)) return 'false';
  const key = columns[attribute.of] ?? attribute.key;
  const keys = visibleRows(tableSql(context, attribute.table), attribute.key, visible);
  const known = `${key} in (${keys} and ${condition(id)})`;
  // Whoever has no row has NULL, as in the join of a scan.
  const unknown = `(${key} is null or ${key} not in (${keys}))`;
  return `(${known} or (${condition('null::varchar')} and ${unknown}))`;
}
