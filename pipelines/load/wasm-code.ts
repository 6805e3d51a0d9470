/** WebAssembly instructions, nested as they are composed. */
export type Code = readonly (number | Code)[];

/** Operators by their names in the WebAssembly specification (whole numbers of 32 bits, vectors of 16 bytes). */
export const op = {
  loop: [0x03, 0x40],
  if: [0x04, 0x40],
  else: [0x05],
  end: [0x0b],
  return: [0x0f],
  store: [0x36, 2, 0],
  eqz: [0x45],
  eq: [0x46],
  ne: [0x47],
  geU: [0x4f],
  ctz: [0x68],
  add: [0x6a],
  sub: [0x6b],
  and: [0x71],
  or: [0x72],
  loadVector: [0xfd, 0, 0, 0],
  splat: [0xfd, 15],
  equalBytes: [0xfd, 35],
  orVector: [0xfd, 80],
  bitmask: [0xfd, 100],
} as const satisfies Record<string, Code>;

const unsigned = (number: number): number[] =>
  number < 128 ? [number] : [(number & 127) | 128, ...unsigned(number >>> 7)];

const signed = (number: number): number[] =>
  number >= -64 && number < 64 ? [number & 127] : [(number & 127) | 128, ...signed(number >> 7)];

const flat = (code: Code): number[] => code.flatMap((part) => (typeof part === 'number' ? part : flat(part)));

export const value = (constant: number): Code => [0x41, signed(constant)];
export const get = (local: number): Code => [0x20, unsigned(local)];
export const set = (local: number, code: Code): Code => [code, 0x21, unsigned(local)];
export const byte = (at: Code): Code => [at, 0x2d, 0, 0];
export const store = (address: number, code: Code): Code => [value(address), code, op.store];
export const binary = (left: Code, operator: Code, right: Code): Code => [left, right, operator];
export const either = (first: Code, ...others: Code[]): Code => [first, others.map((one) => [one, op.or])];
export const when = (condition: Code, then: Code, otherwise: Code = []): Code => [
  condition,
  op.if,
  then,
  otherwise.length === 0 ? [] : [op.else, otherwise],
  op.end,
];

/** A module with one exported function `scan` of `parameters` whole numbers to one; it imports io.memory. */
export function assemble(
  code: Code,
  parameters: number,
  numbers: number,
  vectors: number,
): Uint8Array<ArrayBuffer> {
  const i32 = 0x7f;
  const v128 = 0x7b;
  const sized = (content: Code): number[] => {
    const bytes = flat(content);
    return [...unsigned(bytes.length), ...bytes];
  };
  const name = (text: string): Code => sized([...Buffer.from(text)]);
  const section = (id: number, ...entries: Code[]): Code => [id, sized([unsigned(entries.length), entries])];
  const body = [[2, unsigned(numbers), i32, unsigned(vectors), v128], code, op.end];
  return Uint8Array.from(
    flat([
      [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, [0x60, unsigned(parameters), Array<number>(parameters).fill(i32), 1, i32]),
      section(2, [name('io'), name('memory'), 2, 0, 1]),
      section(3, [0]),
      section(7, [name('scan'), 0, 0]),
      section(10, [sized(body)]),
    ]),
  );
}
