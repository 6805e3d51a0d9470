import { hashTable } from './hash-table.ts';

/** Numbers 64-bit keys (low word, high word) 1, 2, … in the order they first come. */
export interface CodeBook {
  code(low: number, high: number): number;
  readonly size: number;
}

/** `most`: so many keys are expected. */
export function codeBook(most = 0): CodeBook {
  const codes = hashTable(most);
  let size = 0;
  return {
    get size() {
      return size;
    },
    code(low, high) {
      const known = codes.add(low, high, size + 1);
      if (known !== 0) return known;
      size += 1;
      return size;
    },
  };
}
