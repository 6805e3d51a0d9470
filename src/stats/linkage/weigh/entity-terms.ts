import type { RecordFeatures } from '../code/record-features.ts';

/** For each code of a field how many clusters carry it, and their sum. */
export interface EntityTerms {
  readonly entities: Int32Array;
  readonly sum: number;
}

export interface TermsTask {
  readonly features: Pick<RecordFeatures, 'codes' | 'records'>;
  /** Fields to count. */
  readonly fields: readonly number[];
  readonly cluster: Int32Array;
  /** The records of clusters of two or more, by cluster. */
  readonly grouped: Int32Array;
}

/** The records that are not alone in their cluster, by cluster. */
export function groupedRecords(cluster: Int32Array): Int32Array {
  const next = new Int32Array(cluster.length);
  for (const of of cluster) next[of] = (next[of] ?? 0) + 1;
  let placed = 0;
  for (let of = 0; of < next.length; of++) {
    const size = next[of] ?? 0;
    next[of] = size > 1 ? placed : -1;
    if (size > 1) placed += size;
  }
  const grouped = new Int32Array(placed);
  for (let record = 0; record < cluster.length; record++) {
    const of = cluster[record] ?? record;
    const at = next[of] ?? -1;
    if (at < 0) continue;
    grouped[at] = record;
    next[of] = at + 1;
  }
  return grouped;
}

/** Counts each value of one of the fields once a cluster. */
export function entityTerms({ features, fields, cluster, grouped }: TermsTask, part: number): EntityTerms {
  const { records } = features;
  const codes = features.codes[fields[part] ?? 0] ?? new Int32Array();
  let codesUsed = 0;
  for (let record = 0; record < records; record++) codesUsed = Math.max(codesUsed, codes[record] ?? 0);
  const entities = new Int32Array(codesUsed + 1);
  let sum = 0;
  for (let record = 0; record < records; record++) {
    const code = codes[record] ?? 0;
    if (code === 0) continue;
    entities[code] = (entities[code] ?? 0) + 1;
    sum += 1;
  }
  // What a cluster says again is taken back.
  const last = new Int32Array(codesUsed + 1).fill(-1);
  for (const record of grouped) {
    const code = codes[record] ?? 0;
    const of = cluster[record] ?? 0;
    if (code === 0) continue;
    if (last[code] === of) {
      entities[code] = (entities[code] ?? 0) - 1;
      sum -= 1;
    }
    last[code] = of;
  }
  return { entities, sum };
}
