/**
 * The edges of an undirected graph whose removal would split a component, as positions in `left`/`right`, ascending.
 * Depth-first low-points without recursion (Tarjan 1974).
 */
export function weakBridges(count: number, left: Int32Array, right: Int32Array): number[] {
  const start = new Int32Array(count + 1);
  for (let edge = 0; edge < left.length; edge++) {
    start[(left[edge] ?? 0) + 1] = (start[(left[edge] ?? 0) + 1] ?? 0) + 1;
    start[(right[edge] ?? 0) + 1] = (start[(right[edge] ?? 0) + 1] ?? 0) + 1;
  }
  for (let at = 0; at < count; at++) start[at + 1] = (start[at + 1] ?? 0) + (start[at] ?? 0);
  const next = start.slice();
  const incident = new Int32Array(left.length * 2);
  const place = (node: number, edge: number): void => {
    const at = next[node] ?? 0;
    incident[at] = edge;
    next[node] = at + 1;
  };
  for (let edge = 0; edge < left.length; edge++) {
    place(left[edge] ?? 0, edge);
    place(right[edge] ?? 0, edge);
  }
  const cursor = start.slice();
  const seen = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const bridges: number[] = [];
  let clock = 0;
  for (let root = 0; root < count; root++) {
    if (seen[root] !== -1) continue;
    const path: { node: number; edge: number }[] = [{ node: root, edge: -1 }];
    seen[root] = low[root] = clock++;
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { node, edge } = top;
      const at = cursor[node] ?? 0;
      if (at < (start[node + 1] ?? 0)) {
        cursor[node] = at + 1;
        const via = incident[at] ?? 0;
        if (via === edge) continue;
        const other = left[via] === node ? (right[via] ?? 0) : (left[via] ?? 0);
        if (seen[other] === -1) {
          seen[other] = low[other] = clock++;
          path.push({ node: other, edge: via });
        } else low[node] = Math.min(low[node] ?? 0, seen[other] ?? 0);
      } else {
        path.pop();
        const parent = path.at(-1);
        if (!parent) continue;
        low[parent.node] = Math.min(low[parent.node] ?? 0, low[node] ?? 0);
        if ((low[node] ?? 0) > (seen[parent.node] ?? 0)) bridges.push(edge);
      }
    }
  }
  return bridges.sort((a, b) => a - b);
}
