import { signatureWords } from './likeness.ts';

export interface CodeTask {
  readonly fields: number;
  /** Row-major, one cell a field, shared: ranks of values, in whose place their codes are put. */
  readonly codes: Int32Array;
  /** Shared: here the signatures are put. */
  readonly signatures: Int32Array;
  /** For each field its values by rank: code and signature, `valueWords` each. */
  readonly values: readonly Int32Array[];
}

/** Code and signature. */
export const valueWords = 1 + signatureWords;

/** Puts codes and signatures in the place of ranks for the records from … to − 1. */
export function codeSpan({ fields, codes, signatures, values }: CodeTask, from: number, to: number): void {
  const none = new Int32Array();
  for (let cell = from * fields; cell < to * fields;) {
    for (let field = 0; field < fields; field++, cell++) {
      const of = values[field] ?? none;
      const value = (codes[cell] ?? 0) * valueWords;
      const code = of[value] ?? 0;
      codes[cell] = code;
      if (code === 0) continue;
      const word = cell * signatureWords;
      signatures[word] = of[value + 1] ?? 0;
      signatures[word + 1] = of[value + 2] ?? 0;
      signatures[word + 2] = of[value + 3] ?? 0;
    }
  }
}
