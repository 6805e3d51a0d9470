/** Bits of many chunks in one Arrow bitmap. */
export class Bitmap {
  readonly bytes: Uint8Array;
  private length = 0;
  private ones = 0;

  constructor(rows: number) {
    this.bytes = new Uint8Array((rows + 7) >> 3);
  }

  /** How many bits are 0. */
  get zeros(): number {
    return this.length - this.ones;
  }

  push(bit: boolean): void {
    if (bit) {
      this.bytes[this.length >> 3] = (this.bytes[this.length >> 3] ?? 0) | (1 << (this.length & 7));
      this.ones += 1;
    }
    this.length += 1;
  }

  /** Appends `count` bits of another bitmap, or `count` ones. */
  append(bits: Uint8Array | undefined, count: number): void {
    for (let row = 0; row < count;) {
      if ((this.length & 7) === 0 && (row & 7) === 0 && count - row >= 8) {
        const byte = bits === undefined ? 0xff : (bits[row >> 3] ?? 0);
        this.bytes[this.length >> 3] = byte;
        this.length += 8;
        row += 8;
        for (let rest = byte; rest !== 0; rest &= rest - 1) this.ones += 1;
      } else {
        this.push(bits === undefined || (((bits[row >> 3] ?? 0) >> (row & 7)) & 1) === 1);
        row += 1;
      }
    }
  }
}
