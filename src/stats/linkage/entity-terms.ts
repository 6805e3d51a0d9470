import type { RecordFeatures } from './record-features.ts';

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
  /** The records by cluster. */
  readonly order: Int32Array;
}

/** Counts each value of one of the fields once a cluster. */
export function entityTerms({ features, fields, cluster, order }: TermsTask, part: number): EntityTerms {
  const { records } = features;
  const codes = features.codes[fields[part] ?? 0] ?? new Int32Array();
  let codesUsed = 0;
  for (let record = 0; record < records; record++) codesUsed = Math.max(codesUsed, codes[record] ?? 0);
  const last = new Int32Array(codesUsed + 1).fill(-1);
  const entities = new Int32Array(codesUsed + 1);
  let sum = 0;
  for (let at = 0; at < records; at++) {
    const record = order[at] ?? 0;
    const code = codes[record] ?? 0;
    const of = cluster[record] ?? 0;
    if (code === 0 || last[code] === of) continue;
    last[code] = of;
    entities[code] = (entities[code] ?? 0) + 1;
    sum += 1;
  }
  return { entities, sum };
}
