import { QueryError } from './query-error.ts';
import type { Warehouse } from './open.ts';

interface Node {
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Collects base tables; `bound` holds the names that mean a common table expression here. */
function collect(node: unknown, bound: ReadonlySet<string>, found: Set<string>): void {
  if (Array.isArray(node)) {
    for (const item of node) collect(item, bound, found);
    return;
  }
  if (!isNode(node)) return;
  if (node.type === 'BASE_TABLE') {
    const { table_name: name, schema_name: schema } = node as { table_name: string; schema_name: string };
    if (schema !== '' || !bound.has(name.toLowerCase())) found.add(name.toLowerCase());
  }
  let scope = bound;
  if (node.type === 'RECURSIVE_CTE_NODE') scope = new Set([...scope, String(node.cte_name).toLowerCase()]);
  const ctes = isNode(node.cte_map) && Array.isArray(node.cte_map.map) ? (node.cte_map.map as Node[]) : [];
  for (const { key, value } of ctes) {
    collect(value, scope, found);
    scope = new Set([...scope, String(key).toLowerCase()]);
  }
  for (const [key, value] of Object.entries(node)) if (key !== 'cte_map') collect(value, scope, found);
}

/**
 * The tables a SELECT reads, in lower case and sorted, from DuckDB's own parser: joins, subqueries and
 * set operations included, common table expressions left out where they are in scope.
 * Throws QueryError when the text is not one SELECT.
 */
export async function tableReads(warehouse: Warehouse, sql: string): Promise<string[]> {
  const [row] = await warehouse.rows<{ tree: string }>('select json_serialize_sql($1::varchar) as tree', [
    sql,
  ]);
  const tree = JSON.parse(row?.tree ?? '{}') as {
    error: boolean;
    error_message?: string;
    statements?: unknown[];
  };
  if (tree.error)
    throw new QueryError(`${tree.error_message ?? 'not a select'}\n-- in --\n${sql.slice(0, 400)}`, sql);
  if (tree.statements?.length !== 1) throw new QueryError('exactly one select is wanted', sql);
  const found = new Set<string>();
  collect(tree.statements, new Set(), found);
  return [...found].sort();
}
