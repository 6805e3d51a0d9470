import type { LineageMetricResponse } from '../../contract/api/lineage.ts';

export interface LineageNode {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  /** Ids of what it is made from. */
  readonly inputs: readonly string[];
  readonly sql: string | undefined;
  readonly files: readonly string[];
  readonly grain: string;
}

/** From the metric's own tables (first layer) to the source objects (last), each node as far right as its longest path. */
export const lineageLayers = (
  lineage: Pick<LineageMetricResponse, 'models' | 'sources'>,
): LineageNode[][] => {
  const nodes = new Map<string, LineageNode>();
  for (const { name, kind, grain, inputs, sql } of lineage.models)
    nodes.set(name, { id: name, title: name, kind, grain, inputs, sql, files: [] });
  for (const { source, object, files } of lineage.sources) {
    const id = `${source}.${object}`;
    nodes.set(id, { id, title: id, kind: 'source', grain: '', inputs: [], sql: undefined, files });
  }
  const depth = new Map<string, number>();
  const fed = new Set([...nodes.values()].flatMap((node) => [...node.inputs]));
  const sink = (id: string, at: number, path: ReadonlySet<string>): void => {
    const node = nodes.get(id);
    if (!node || path.has(id) || (depth.get(id) ?? -1) >= at) return;
    depth.set(id, at);
    for (const input of node.inputs) sink(input, at + 1, new Set([...path, id]));
  };
  for (const id of nodes.keys()) if (!fed.has(id)) sink(id, 0, new Set());
  const last = Math.max(0, ...depth.values());
  const layers: LineageNode[][] = Array.from({ length: last + 1 }, () => []);
  for (const [id, node] of nodes) layers[node.kind === 'source' ? last : (depth.get(id) ?? last)]?.push(node);
  return layers
    .filter((layer) => layer.length > 0)
    .map((layer) => layer.sort((a, b) => (a.id < b.id ? -1 : 1)));
};

/** Everything a node is made from, and everything made from it: the path to show. */
export const lineagePath = (layers: readonly (readonly LineageNode[])[], id: string): Set<string> => {
  const nodes = new Map(layers.flat().map((node) => [node.id, node]));
  const path = new Set<string>([id]);
  const grow = (from: string, next: (at: string) => readonly string[]) => {
    for (const each of next(from))
      if (nodes.has(each) && !path.has(each)) {
        path.add(each);
        grow(each, next);
      }
  };
  grow(id, (at) => nodes.get(at)?.inputs ?? []);
  const up = new Set<string>([id]);
  const climb = (at: string) => {
    for (const node of nodes.values())
      if (node.inputs.includes(at) && !up.has(node.id)) {
        up.add(node.id);
        climb(node.id);
      }
  };
  climb(id);
  return new Set([...path, ...up]);
};
