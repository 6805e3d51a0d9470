import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { Edit } from './scan-lines.ts';

/** The first cell of a record that stands in for a line which is no record. */
export const standIn = '\u001d';
/** The same for a damaged line: what follows it does not belong to what stands before it. */
export const damagedStandIn = '\u001d!';
/** Stands for a line break inside a quoted field. */
export const lineMark = '\u001e';

/**
 * Writes a copy of `file` in which every physical line is exactly one record of `columns` fields: damaged lines and
 * blank ones become stand-ins, records over several lines are folded and followed by stand-ins. So the ordinal of a
 * record is its line, and nothing the reader meets can throw it off.
 */
export function writeClean(
  file: string,
  target: string,
  edits: readonly Edit[],
  columns: number,
  delimiter: string,
): void {
  const input = openSync(file, 'r');
  const output = openSync(target, 'w');
  const rest = delimiter.repeat(Math.max(columns - 1, 0));
  const blank = Buffer.from(standIn + rest);
  const damaged = Buffer.from(damagedStandIn + rest);
  const sink = new Sink(output);
  try {
    let at = 0;
    for (const edit of edits) {
      copy(input, sink, at, edit.start);
      if (edit.kind !== 'join') sink.write(edit.kind === 'blank' ? blank : damaged);
      else {
        const record = readRange(input, edit.start, edit.end).toString('latin1');
        const lines = record.split('\n').length - 1;
        sink.write(Buffer.from(record.replace(/\r?\n/g, lineMark).replace(/\r$/, ''), 'latin1'));
        for (let line = 0; line < lines; line++) {
          sink.write(Buffer.from('\n'));
          sink.write(blank);
        }
      }
      at = edit.end;
    }
    copy(input, sink, at, Number.MAX_SAFE_INTEGER);
    sink.flush();
  } finally {
    closeSync(input);
    closeSync(output);
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

function copy(input: number, sink: Sink, from: number, to: number): void {
  let at = from;
  while (at < to) {
    const read = readSync(input, block, 0, Math.min(block.length, to - at), at);
    if (read === 0) return;
    sink.write(block.subarray(0, read));
    at += read;
  }
}

function readRange(input: number, from: number, to: number): Buffer {
  const bytes = Buffer.allocUnsafe(to - from);
  readSync(input, bytes, 0, bytes.length, from);
  return bytes;
}
