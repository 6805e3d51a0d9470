/** Records as integers, in memory that threads share. */
export interface RecordFeatures {
  readonly records: number;
  readonly fields: number;
  /**
   * For each field one cell a record: equal for equal values, also of two fields that may change places; 0 where there is
   * none.
   */
  readonly codes: readonly Int32Array[];
  /**
   * All that bounds a pair, one row a record, side by side so that it is read at once: the codes, then the
   * signatures (see Likeness), the low word of each before the high one.
   */
  readonly rows: Int32Array;
  /** In which the rows are, where kernels can read them. */
  readonly memory?: WebAssembly.Memory;
  /** From one row to the next. */
  readonly stride: number;
  readonly relation: Uint8Array;
}

/** Words a row takes: whole lines of memory. */
export const rowStride = (fields: number): number => 16 * Math.ceil((3 * fields) / 16);
