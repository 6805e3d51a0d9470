/** Disjoint sets of the numbers 0 … count − 1; a set is named by its smallest number. */
export interface UnionFind {
  find(of: number): number;
  /** Joins two sets; false when they were one already. */
  union(a: number, b: number): boolean;
}

export function unionFind(count: number): UnionFind {
  const parent = new Int32Array(count);
  for (let at = 0; at < count; at++) parent[at] = at;
  const find = (of: number): number => {
    let root = of;
    while (parent[root] !== root) root = parent[root] ?? root;
    while (parent[of] !== root) {
      const next = parent[of] ?? root;
      parent[of] = root;
      of = next;
    }
    return root;
  };
  return {
    find,
    union(a, b) {
      const left = find(a);
      const right = find(b);
      if (left === right) return false;
      if (left < right) parent[right] = left;
      else parent[left] = right;
      return true;
    },
  };
}
