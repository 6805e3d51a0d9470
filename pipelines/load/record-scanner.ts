import { assemble, binary, byte, either, get, op, set, store, value, when, type Code } from './wasm-code.ts';

/** Whole records found from a place on. What is left to the caller starts at `next`. */
export interface ScannedRecords {
  readonly next: number;
  readonly records: number;
  readonly crlfLines: number;
  /** Some field has white space at its edge. */
  readonly padded: boolean;
  /** Starts of the records whose line number (from 0) is a multiple of 64. */
  readonly marks: Uint32Array;
}

export interface RecordScanner {
  /** The bytes to scan are put here. */
  readonly window: Buffer;
  /** Passes over well-formed records of one line each from `from` up to `end`. */
  scan(from: number, end: number, shape: RecordShape): ScannedRecords;
}

export interface RecordShape {
  /** Bytes; a quote of 256 is none. */
  readonly delimiter: number;
  readonly quote: number;
  readonly columns: number;
  /** Lines before `from`. */
  readonly line: number;
  /** White space at the edge of a field was seen and need not be looked for. */
  readonly padded: boolean;
}

const page = 65536;
const marksAt = 64;
const LF = 10;
const CR = 13;

/**
 * The byte loop of `scanLines` with vector instructions, sixteen bytes at a step: it stops at the first record that is
 * not plain (another width, a line break in quotes, broken quotes, a blank line, a NUL) and leaves that to the caller.
 */
export function recordScanner(windowBytes: number): RecordScanner {
  const windowAt = Math.ceil((marksAt + windowBytes / 16) / page) * page;
  const pages = Math.ceil((windowAt + windowBytes) / page) + 1;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const instance = new WebAssembly.Instance(compiled(), { io: { memory } });
  const run = instance.exports.scan as (...numbers: number[]) => number;
  const state = new Uint32Array(memory.buffer, 0, marksAt / 4);
  return {
    window: Buffer.from(memory.buffer, windowAt, windowBytes),
    scan(from, end, { delimiter, quote, columns, line, padded }) {
      const at = from + windowAt;
      const next = run(at, end + windowAt, delimiter, quote, columns, line % 64, padded ? 1 : 0);
      const [records = 0, crlfLines = 0, isPadded = 0, marksEnd = marksAt] = state;
      const marks = new Uint32Array(memory.buffer, marksAt, (marksEnd - marksAt) / 4);
      return {
        next: next - windowAt,
        records,
        crlfLines,
        padded: isPadded === 1,
        marks: marks.map((mark) => mark - windowAt),
      };
    },
  };
}

let module: WebAssembly.Module | undefined;
const compiled = (): WebAssembly.Module => (module ??= new WebAssembly.Module(assemble(program(), 7, 11, 6)));

/** The loop in WebAssembly: parameters 0–6, whole numbers 7–17, vectors 18–23. */
function program(): Code {
  const [from, end, delimiter, quote, expected, line, padded] = [0, 1, 2, 3, 4, 5, 6] as const;
  const [block, mask, at, here, start, columns, quoted, records, crlf, marks, skip] = [
    7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
  ] as const;
  const vectors = 18;
  const add = (local: number, amount: number): Code => binary(get(local), op.add, value(amount));
  const is = (code: Code, constant: number): Code => binary(code, op.eq, value(constant));
  const same = (code: Code, local: number): Code => binary(code, op.eq, get(local));
  const next = byte(add(at, 1));
  const before = byte(binary(get(at), op.sub, value(1)));
  const atStart = same(get(at), start);
  const finish: Code = [
    store(0, get(records)),
    store(4, get(crlf)),
    store(8, get(padded)),
    store(12, get(marks)),
    get(start),
    op.return,
  ];
  const beyond = (ahead: number): Code => binary(add(at, ahead), op.geU, get(end));
  const isEdge = (code: Code): Code => either(same(code, delimiter), same(code, quote), is(code, LF));
  const space: Code = when(
    [get(padded), op.eqz],
    [
      when(beyond(1), finish),
      when(either(atStart, isEdge(before), isEdge(next), is(next, CR)), set(padded, value(1))),
    ],
  );
  const closing: Code = [
    when(beyond(1), finish),
    when(
      same(next, quote),
      set(skip, add(at, 2)),
      when(either(same(next, delimiter), is(next, LF)), set(quoted, value(0)), [
        when(beyond(2), finish),
        when(binary(is(next, CR), op.and, is(byte(add(at, 2)), LF)), set(quoted, value(0)), finish),
      ]),
    ),
  ];
  const inQuotes: Code = when(
    same(get(here), quote),
    closing,
    when(
      either(is(get(here), LF), is(get(here), 0)),
      finish,
      when([same(get(here), delimiter), op.eqz], space),
    ),
  );
  const newline: Code = [
    when(
      either(
        binary(get(columns), op.ne, get(expected)),
        atStart,
        binary(same(add(start, 1), at), op.and, is(byte(get(start)), CR)),
      ),
      finish,
    ),
    when(
      [binary(get(line), op.and, value(63)), op.eqz],
      [get(marks), get(start), op.store, set(marks, add(marks, 4))],
    ),
    set(line, add(line, 1)),
    set(records, add(records, 1)),
    when(is(before, CR), set(crlf, add(crlf, 1))),
    set(start, add(at, 1)),
    set(columns, value(1)),
  ];
  const plain: Code = when(
    same(get(here), delimiter),
    set(columns, add(columns, 1)),
    when(
      is(get(here), LF),
      newline,
      when(
        same(get(here), quote),
        when(either(atStart, same(before, delimiter)), set(quoted, value(1))),
        when(is(get(here), 0), finish, space),
      ),
    ),
  );
  const sought: Code[] = [get(delimiter), get(quote), value(LF), value(0), value(32), value(9)];
  return [
    sought.map((code, which) => set(vectors + which, [code, op.splat])),
    set(start, get(from)),
    set(block, get(from)),
    set(columns, value(1)),
    set(marks, value(marksAt)),
    op.loop,
    when(binary(get(block), op.geU, get(end)), finish),
    sought.map((_, which) => [
      get(block),
      op.loadVector,
      get(vectors + which),
      op.equalBytes,
      which === 0 ? [] : [op.orVector],
    ]),
    [op.bitmask, 0x21, mask],
    op.loop,
    get(mask),
    op.if,
    set(at, binary(get(block), op.add, [get(mask), op.ctz])),
    set(mask, binary(get(mask), op.and, binary(get(mask), op.sub, value(1)))),
    when(beyond(0), finish),
    when(binary(get(at), op.geU, get(skip)), [set(here, byte(get(at))), when(get(quoted), inQuotes, plain)]),
    [0x0c, 1],
    op.end,
    op.end,
    set(block, add(block, 16)),
    [0x0c, 0],
    op.end,
    [0x00],
  ];
}
