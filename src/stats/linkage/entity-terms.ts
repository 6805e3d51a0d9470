import type { RecordFeatures } from './record-features.ts';

/** For each code of a field how many clusters carry it, and their sum. */
export interface EntityTerms {
  readonly entities: Int32Array;
  readonly sum: number;
}

/** Counts each value of a field once a cluster; `order` lists the records by cluster. */
export function entityTerms(
  { codes, fields, records }: RecordFeatures,
  field: number,
  cluster: Int32Array,
  order: Int32Array,
): EntityTerms {
  let codesUsed = 0;
  for (let cell = field; cell < codes.length; cell += fields)
    codesUsed = Math.max(codesUsed, codes[cell] ?? 0);
  const last = new Int32Array(codesUsed + 1).fill(-1);
  const entities = new Int32Array(codesUsed + 1);
  let sum = 0;
  for (let at = 0; at < records; at++) {
    const record = order[at] ?? 0;
    const code = codes[record * fields + field] ?? 0;
    const of = cluster[record] ?? 0;
    if (code === 0 || last[code] === of) continue;
    last[code] = of;
    entities[code] = (entities[code] ?? 0) + 1;
    sum += 1;
  }
  return { entities, sum };
}
