import type { RecordFeatures } from './record-features.ts';

/** `codes` hold ranks of values, in whose place their codes are put; `rows` are filled. */
export interface CodeTask extends Pick<RecordFeatures, 'codes' | 'rows' | 'fields' | 'stride'> {
  /** For each field its values by rank: code and signature, `valueWords` each. */
  readonly values: readonly Int32Array[];
}

/** Code and the two words of a signature. */
export const valueWords = 3;

/** Puts codes and signatures in the place of ranks for the records from … to − 1. */
export function codeSpan({ fields, codes, rows, stride, values }: CodeTask, from: number, to: number): void {
  const none = new Int32Array();
  for (let record = from; record < to; record++)
    for (let field = 0; field < fields; field++) {
      const of = values[field] ?? none;
      const value = (codes[record * fields + field] ?? 0) * valueWords;
      const code = of[value] ?? 0;
      codes[record * fields + field] = code;
      if (code === 0) continue;
      const cell = record * stride + field;
      rows[cell] = code;
      rows[cell + fields] = of[value + 1] ?? 0;
      rows[cell + 2 * fields] = of[value + 2] ?? 0;
    }
}
