import { tableSql, type CompileContext } from './compile-context.ts';
import { type Attribute, type DimensionId, dimensionDefinitions } from './dimension-definitions.ts';

type Columns = Readonly<Partial<Record<DimensionId, string>>>;

const definitions = new Map(dimensionDefinitions.map((dimension) => [dimension.id, dimension]));
const attributeOf = (id: DimensionId): Attribute | undefined => definitions.get(id)?.attribute;

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

/** The joined row of what is known of a scan's customer or product. */
const joinName = ({ of }: Attribute): string => `of_${of}`;
/** An attribute's column has a name of its own in a scan, so that bare columns of the fact stay unambiguous. */
const memberColumn = (id: DimensionId): string => `_${id}`;

/** The column of a dimension in a scan of `t`; an attribute's is in the joined row of its entity. */
export function scanColumn(columns: Columns, id: DimensionId): string | undefined {
  const column = columns[id];
  if (column !== undefined) return `t.${column}`;
  const attribute = attributeOf(id);
  return attribute && keeps(columns, id) ? `${joinName(attribute)}.${memberColumn(id)}` : undefined;
}

/** The rows of an attribute's table that the person may see; what is known of others is as if it were not known. */
const visibleRows = ({ scoped }: Attribute, table: string, select: string, visible: string): string =>
  `select ${select} from ${table} where ${scoped ? visible : 'true'}`;

/** The joins that give a scan the attributes it asks for, or nothing. `visible` is the row policy over bare columns. */
export function attributeJoins(
  columns: Columns,
  ids: readonly DimensionId[],
  context: CompileContext,
  visible: () => string,
): string {
  const asked = [...new Set(ids)].filter((id) => columns[id] === undefined && keeps(columns, id));
  const attributes = new Map(
    asked.flatMap((id) => {
      const attribute = attributeOf(id);
      return attribute ? [[attribute.of, attribute] as const] : [];
    }),
  );
  return [...attributes.values()]
    .map((attribute) => {
      const own = asked.filter((id) => attributeOf(id)?.of === attribute.of);
      const rows = visibleRows(
        attribute,
        tableSql(context, attribute.table),
        [`${attribute.key} as _entity`, ...own.map((id) => `${id} as ${memberColumn(id)}`)].join(', '),
        attribute.scoped ? visible() : '',
      );
      const name = joinName(attribute);
      return ` left join (${rows}) ${name} on ${name}._entity = t.${columns[attribute.of] ?? attribute.key}`;
    })
    .join('');
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
  const keys = visibleRows(attribute, tableSql(context, attribute.table), attribute.key, visible);
  const known = `${key} in (${keys} and ${condition(id)})`;
  // Whoever has no row has NULL, as in the join of a scan.
  const unknown = `(${key} is null or ${key} not in (${keys}))`;
  return `(${known} or (${condition('null')} and ${unknown}))`;
}
