/** Records as integers, one row a record, one cell a field. */
export interface RecordFeatures {
  readonly records: number;
  readonly fields: number;
  /** Equal for equal values of a field, and of two fields that may change places; 0 where there is none. */
  readonly codes: Int32Array;
  /** Three words a cell: see Likeness. */
  readonly signatures: Int32Array;
  readonly relation: Uint8Array;
}
