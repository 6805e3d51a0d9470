/** Ids of golden records known from before, by number. Records are numbered by age: 0 is the oldest. */
export interface KnownGoldenIds {
  /** How many ids are known: alive ones and retired ones. */
  readonly count: number;
  /** Record → the id it had in the generation before; -1 for a record that is new. */
  readonly previous: Int32Array;
  /** Retired ids with the records they had when they were last alive: one pair an entry. */
  readonly formerId: Int32Array;
  readonly formerRecord: Int32Array;
  /** Known id → when it was retired, later ones greater; -1 for one that was alive. */
  readonly retired: Int32Array;
  /** Known id → the id it redirected to before; -1 for one that was alive. */
  readonly redirect: Int32Array;
  /** The known id that is minted from a record at this attempt (1, 2, …); -1 when that id is new. */
  readonly minted: (record: number, attempt: number) => number;
}

export interface GoldenIds {
  /** Cluster → known id, or -1 for one that is minted now. */
  readonly known: Int32Array;
  /** Cluster → record and attempt its id is minted from, where `known` is -1. */
  readonly mintRecord: Int32Array;
  readonly mintAttempt: Int32Array;
  /** Ids that are no more, each with the cluster that now answers for it; an id none answers for is left out. */
  readonly redirects: readonly (readonly [id: number, cluster: number])[];
}

interface Overlap {
  readonly cluster: number;
  readonly id: number;
  count: number;
}

/**
 * [GOLDEN-1] Gives every cluster its id: the known one it shares most records with, ties to the older id and then to
 * the older cluster; then the retired id whose last records it has, the one retired last first, so that undoing a merge
 * restores what was; else
 * one minted from its oldest record. `cluster` maps records to clusters 0 … clusters - 1.
 */
export function assignGoldenIds(cluster: Int32Array, clusters: number, known: KnownGoldenIds): GoldenIds {
  const oldest = new Int32Array(clusters).fill(-1);
  for (let record = cluster.length - 1; record >= 0; record--) oldest[cluster[record] ?? 0] = record;
  const result = new Int32Array(clusters).fill(-1);
  const owner = new Int32Array(known.count).fill(-1);

  const alive = overlapsOf(cluster, known.count, (visit) => {
    for (let record = 0; record < known.previous.length; record++)
      visit(record, known.previous[record] ?? -1);
  });
  const former = overlapsOf(cluster, known.count, (visit) => {
    for (let at = 0; at < known.formerId.length; at++)
      visit(known.formerRecord[at] ?? -1, known.formerId[at] ?? -1);
  });
  const size = new Int32Array(known.count);
  for (const id of known.formerId) size[id] = (size[id] ?? 0) + 1;
  for (const overlaps of [alive, former]) {
    const age = ages(overlaps, cluster, known, oldest);
    const order = [...overlaps].sort(
      (a, b) =>
        b.count - a.count ||
        (size[a.id] ?? 0) - (size[b.id] ?? 0) ||
        (known.retired[b.id] ?? 0) - (known.retired[a.id] ?? 0) ||
        (age[a.id] ?? 0) - (age[b.id] ?? 0) ||
        (oldest[a.cluster] ?? 0) - (oldest[b.cluster] ?? 0),
    );
    for (const { cluster: at, id } of order)
      if (result[at] === -1 && owner[id] === -1) {
        result[at] = id;
        owner[id] = at;
      }
  }

  const mintRecord = new Int32Array(clusters).fill(-1);
  const mintAttempt = new Int32Array(clusters);
  const order = Array.from({ length: clusters }, (_, at) => at).filter((at) => result[at] === -1);
  for (const at of order.sort((a, b) => (oldest[a] ?? 0) - (oldest[b] ?? 0))) {
    const record = oldest[at] ?? 0;
    for (let attempt = 1; ; attempt++) {
      const id = known.minted(record, attempt);
      if (id >= 0 && owner[id] !== -1) continue;
      if (id >= 0) {
        result[at] = id;
        owner[id] = at;
      } else {
        mintRecord[at] = record;
        mintAttempt[at] = attempt;
      }
      break;
    }
  }
  return {
    known: result,
    mintRecord,
    mintAttempt,
    redirects: redirectsOf(known, owner, oldest, [...alive, ...former]),
  };
}

function overlapsOf(
  cluster: Int32Array,
  ids: number,
  each: (visit: (record: number, id: number) => void) => void,
): Overlap[] {
  const found = new Map<number, Overlap>();
  each((record, id) => {
    const at = cluster[record] ?? -1;
    if (id < 0 || at < 0) return;
    const key = at * ids + id;
    const overlap = found.get(key);
    if (overlap) overlap.count += 1;
    else found.set(key, { cluster: at, id, count: 1 });
  });
  return [...found.values()];
}

/** An id is as old as the oldest record that had it. */
function ages(
  overlaps: readonly Overlap[],
  cluster: Int32Array,
  known: KnownGoldenIds,
  oldest: Int32Array,
): Int32Array {
  const age = new Int32Array(known.count).fill(cluster.length);
  const lower = (id: number, record: number): void => {
    if (id >= 0 && record < (age[id] ?? 0)) age[id] = record;
  };
  for (let record = 0; record < known.previous.length; record++) lower(known.previous[record] ?? -1, record);
  for (let at = 0; at < known.formerId.length; at++)
    lower(known.formerId[at] ?? -1, known.formerRecord[at] ?? cluster.length);
  for (const { id, cluster: at } of overlaps)
    if (age[id] === cluster.length) lower(id, oldest[at] ?? cluster.length);
  return age;
}

/** An id that is no more leads to where most of its records are now; one without records, to where its old target leads. */
function redirectsOf(
  known: KnownGoldenIds,
  owner: Int32Array,
  oldest: Int32Array,
  overlaps: readonly Overlap[],
): (readonly [number, number])[] {
  const best = new Map<number, Overlap>();
  for (const overlap of overlaps) {
    const held = best.get(overlap.id);
    if (
      !held ||
      overlap.count > held.count ||
      (overlap.count === held.count && (oldest[overlap.cluster] ?? 0) < (oldest[held.cluster] ?? 0))
    )
      best.set(overlap.id, overlap);
  }
  const lead = (id: number, depth = 0): number => {
    const own = owner[id] ?? -1;
    if (own >= 0) return own;
    const overlap = best.get(id);
    if (overlap) return overlap.cluster;
    const next = known.redirect[id] ?? -1;
    return next < 0 || depth > known.count ? -1 : lead(next, depth + 1);
  };
  const redirects: (readonly [number, number])[] = [];
  for (let id = 0; id < known.count; id++) {
    if ((owner[id] ?? -1) >= 0) continue;
    const target = lead(id);
    if (target >= 0) redirects.push([id, target]);
  }
  return redirects;
}
