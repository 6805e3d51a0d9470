import type { DuckDBVector } from 'duckdb';
import type { RawVector } from './raw-vector.ts';

const encoder = new TextEncoder();

/** Collects strings as Arrow's UTF-8 bytes and offsets. */
export class TextColumn {
  readonly offsets: Int32Array;
  private buffer = new Uint8Array(1 << 16);
  private used = 0;
  private rows = 0;

  constructor(rows: number) {
    this.offsets = new Int32Array(rows + 1);
  }

  get bytes(): Uint8Array {
    return this.buffer.subarray(0, this.used);
  }

  private reserve(more: number): void {
    if (this.used + more <= this.buffer.length) return;
    const next = new Uint8Array(Math.max(this.buffer.length * 2, this.used + more));
    next.set(this.bytes);
    this.buffer = next;
  }

  private end(): void {
    this.rows += 1;
    this.offsets[this.rows] = this.used;
  }

  pushText(text: string | null): void {
    if (text !== null) {
      this.reserve(text.length * 3);
      this.used += encoder.encodeInto(text, this.buffer.subarray(this.used)).written;
    }
    this.end();
  }

  /** The engine keeps up to 12 bytes of a string in its header; only longer ones need the way through the client. */
  appendRaw(raw: RawVector, vector: DuckDBVector, count: number): void {
    const { bytes, validity } = raw;
    const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let row = 0; row < count; row++) {
      if (validity !== undefined && (((validity[row >> 3] ?? 0) >> (row & 7)) & 1) === 0) {
        this.end();
        continue;
      }
      const at = row * 16;
      const length = header.getUint32(at, true);
      if (length <= 12) {
        this.reserve(length);
        for (let byte = 0; byte < length; byte++) this.buffer[this.used + byte] = bytes[at + 4 + byte] ?? 0;
        this.used += length;
        this.end();
      } else this.pushText(vector.getItem(row) as string);
    }
  }
}
