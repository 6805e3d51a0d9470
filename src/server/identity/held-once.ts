/** Which groups of records may still become one where some sources hold every customer once ([LINK-16]). */
export interface HeldOnce {
  /** Whether no such source has a record in both groups. */
  readonly may: (group: number, other: number) => boolean;
  /** Says that two groups have become one, which goes by the name `as`. */
  readonly join: (group: number, other: number, as: number) => void;
}

const none: ReadonlySet<number> = new Set();

/** `once`: see ClusterInputs; `groupOf`: the name of the group of a record. */
export function heldOnce(once: Int32Array, groupOf: (record: number) => number): HeldOnce {
  const sources = new Map<number, Set<number>>();
  for (const [record, source] of once.entries()) {
    if (source === 0) continue;
    const group = groupOf(record);
    sources.set(group, (sources.get(group) ?? new Set()).add(source));
  }
  const of = (group: number): ReadonlySet<number> => sources.get(group) ?? none;
  return {
    may: (group, other) => ![...of(group)].some((source) => of(other).has(source)),
    join: (group, other, as) => {
      sources.set(as, new Set([...of(group), ...of(other)]));
    },
  };
}
