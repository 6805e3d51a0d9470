/** Cells of 8 or 16 bits of chosen columns, several in an integer: what goes to the engine is paid for by the integer. */
export interface PackedColumns {
  /** Names of the integers. */
  readonly names: readonly string[];
  /** The integers of `size` rows from row `from`. */
  pack(from: number, size: number): Int32Array[];
  /** What a row of the integers says of each chosen column, in their order. */
  readonly unpacked: readonly string[];
}

/** `rows`: rows of `stride` cells, of which those in `chosen` are taken. The names begin with `name`. */
export function packedColumns(
  rows: Int8Array | Int16Array,
  stride: number,
  chosen: readonly number[],
  name: string,
): PackedColumns {
  const bits = 8 * rows.BYTES_PER_ELEMENT;
  const [each, mask, half] = [32 / bits, 2 ** bits - 1, 2 ** (bits - 1)];
  const names = Array.from(
    { length: Math.ceil(chosen.length / each) },
    (_, word) => `${name}${String(word)}`,
  );
  return {
    names,
    pack: (from, size) =>
      names.map((_, word) => {
        const own = chosen.slice(each * word, each * (word + 1));
        const packed = new Int32Array(size);
        for (const [place, column] of own.entries())
          for (let row = 0; row < size; row++)
            packed[row] =
              (packed[row] ?? 0) | (((rows[(from + row) * stride + column] ?? 0) & mask) << (bits * place));
        return packed;
      }),
    unpacked: chosen.map(
      (_, at) =>
        `(xor((${names[Math.floor(at / each)] ?? ''} >> ${String(bits * (at % each))}) & ${String(mask)}, ${String(half)}) - ${String(half)})`,
    ),
  };
}
