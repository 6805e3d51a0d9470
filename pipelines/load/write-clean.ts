import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { Edit } from './scan-lines.ts';

/** The first cell of a record that stands in for a line which is no record. */
export const standIn = '\u001d';
/** The same for a damaged line: what follows it does not belong to what stands before it. */
export const damagedStandIn = '\u001d!';
/** Stands for a line break inside a quoted field. */
export const lineMark = '\u001e';

/**
 * Writes a copy of a file in which every physical line is exactly one record of `columns` fields: damaged lines and
 * blank ones become stand-ins, records over several lines are folded and followed by stand-ins. So the ordinal of a
 * record is its line, and nothing the reader meets can throw it off.
 */
export class CleanWriter {
  private readonly output: number;
  private readonly sink: Sink;
  private readonly blank: Buffer;
  private readonly damaged: Buffer;

  constructor(target: string, columns: number, delimiter: string) {
    this.output = openSync(target, 'w');
    this.sink = new Sink(this.output);
    const rest = delimiter.repeat(Math.max(columns - 1, 0));
    this.blank = Buffer.from(standIn + rest);
    this.damaged = Buffer.from(damagedStandIn + rest);
  }

  /** `bytes` stand at `base` in the file and hold every edit whole. */
  write(bytes: Buffer, base: number, edits: readonly Edit[]): void {
    let at = 0;
    for (const edit of edits) {
      this.sink.write(bytes.subarray(at, edit.start - base));
      at = edit.end - base;
      if (edit.kind === 'join') this.join(bytes.subarray(edit.start - base, at));
      else this.sink.write(edit.kind === 'blank' ? this.blank : this.damaged);
    }
    this.sink.write(bytes.subarray(at));
  }

  close(): void {
    this.sink.flush();
    closeSync(this.output);
  }

  private join(bytes: Buffer): void {
    const record = bytes.toString('latin1');
    const lines = record.split('\n').length - 1;
    this.sink.write(Buffer.from(record.replace(/\r?\n/g, lineMark).replace(/\r$/, ''), 'latin1'));
    for (let line = 0; line < lines; line++) {
      this.sink.write(Buffer.from('\n'));
      this.sink.write(this.blank);
    }
  }
}

/** Mends a whole file; reads between two edits go in blocks, an edit is read whole. */
export function writeClean(
  file: string,
  target: string,
  edits: readonly Edit[],
  columns: number,
  delimiter: string,
): void {
  const input = openSync(file, 'r');
  const writer = new CleanWriter(target, columns, delimiter);
  try {
    let at = 0;
    for (const edit of edits) {
      copy(input, writer, at, edit.start);
      writer.write(readRange(input, edit.start, edit.end), edit.start, [edit]);
      at = edit.end;
    }
    copy(input, writer, at, Number.MAX_SAFE_INTEGER);
  } finally {
    closeSync(input);
    writer.close();
  }
}

class Sink {
  private readonly descriptor: number;
  private readonly buffer = Buffer.allocUnsafe(4 << 20);
  private used = 0;
  /** A carriage return that waits to see whether a line feed follows. */
  private carriage = false;

  constructor(descriptor: number) {
    this.descriptor = descriptor;
  }

  /** Writes bytes with CRLF turned to LF. */
  write(bytes: Buffer): void {
    let from = 0;
    if (this.carriage && bytes.length > 0) {
      if (bytes[0] !== 10) this.put(Buffer.from('\r'));
      this.carriage = false;
    }
    for (let cr = bytes.indexOf(13); cr >= 0; cr = bytes.indexOf(13, cr + 1)) {
      if (cr + 1 === bytes.length) {
        this.put(bytes.subarray(from, cr));
        this.carriage = true;
        return;
      }
      if (bytes[cr + 1] !== 10) continue;
      this.put(bytes.subarray(from, cr));
      from = cr + 1;
    }
    this.put(bytes.subarray(from));
  }

  flush(): void {
    writeSync(this.descriptor, this.buffer, 0, this.used);
    this.used = 0;
  }

  private put(bytes: Buffer): void {
    if (bytes.length > this.buffer.length - this.used) this.flush();
    if (bytes.length > this.buffer.length) writeSync(this.descriptor, bytes);
    else {
      bytes.copy(this.buffer, this.used);
      this.used += bytes.length;
    }
  }
}

const block = Buffer.allocUnsafe(4 << 20);

function copy(input: number, writer: CleanWriter, from: number, to: number): void {
  let at = from;
  while (at < to) {
    const read = readSync(input, block, 0, Math.min(block.length, to - at), at);
    if (read === 0) return;
    writer.write(block.subarray(0, read), at, []);
    at += read;
  }
}

function readRange(input: number, from: number, to: number): Buffer {
  const bytes = Buffer.allocUnsafe(to - from);
  readSync(input, bytes, 0, bytes.length, from);
  return bytes;
}
