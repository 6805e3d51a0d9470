/** Disjoint sets of the numbers 0 … count − 1; a set is named by its smallest number. */
export interface UnionFind {
  find(of: number): number;
  /** Joins two sets; false when they were one already. */
  union(a: number, b: number): boolean;
}

export function unionFind(count: number): UnionFind {
  const parent = Int32Array.from({ length: count }, (_, at) => at);
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
      const [left, right] = [find(a), find(b)];
      if (left === right) return false;
      parent[Math.max(left, right)] = Math.min(left, right);
      return true;
    },
  };
}
