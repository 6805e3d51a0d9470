export interface WeightedPair {
  readonly left: number;
  readonly right: number;
  readonly weight: number;
}

/** Records that may grow together except where a cannot-link stands between them, anywhere in the two groups. */
export class ConstrainedGroups {
  private readonly parent: Int32Array;
  private readonly members = new Map<number, number[]>();
  private readonly apart = new Map<number, Set<number>>();

  constructor(count: number) {
    this.parent = Int32Array.from({ length: count }, (_, at) => at);
  }

  find(record: number): number {
    let root = record;
    while (this.parent[root] !== root) root = this.parent[root] ?? root;
    for (let at = record; at !== root;) {
      const next = this.parent[at] ?? root;
      this.parent[at] = root;
      at = next;
    }
    return root;
  }

  /** False when the two are in one group already. */
  forbid(left: number, right: number): boolean {
    if (this.find(left) === this.find(right)) return false;
    this.partners(left).add(right);
    this.partners(right).add(left);
    return true;
  }

  /** Whether a cannot-link stands between the groups of the two. */
  forbidden(left: number, right: number): boolean {
    const [a, b] = [this.find(left), this.find(right)];
    if (a === b || this.apart.size === 0) return false;
    const [small, large] = this.group(a).length <= this.group(b).length ? [a, b] : [b, a];
    for (const member of this.group(small))
      for (const other of this.apart.get(member) ?? []) if (this.find(other) === large) return true;
    return false;
  }

  /** Joins the groups of the two unless that is forbidden; true when they are one group afterwards. */
  join(left: number, right: number): boolean {
    const [a, b] = [this.find(left), this.find(right)];
    if (a === b) return true;
    if (this.forbidden(a, b)) return false;
    const [into, from] = this.group(a).length >= this.group(b).length ? [a, b] : [b, a];
    const grown = this.group(into);
    for (const member of this.group(from)) grown.push(member);
    this.members.set(into, grown);
    this.members.delete(from);
    this.parent[from] = into;
    return true;
  }

  private partners(record: number): Set<number> {
    const held = this.apart.get(record) ?? new Set<number>();
    this.apart.set(record, held);
    return held;
  }

  private group(root: number): number[] {
    return this.members.get(root) ?? [root];
  }
}
