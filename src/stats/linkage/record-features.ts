/** Records as integers, one row a record, one cell a field. */
export interface RecordFeatures {
  readonly records: number;
  readonly fields: number;
  /** Equal for equal values of a field, and of two fields that may change places; 0 where there is none. */
  readonly codes: Int32Array;
  /** For each field three words a code: see Likeness. */
  readonly signatures: readonly Int32Array[];
  readonly relation: Uint8Array;
}
