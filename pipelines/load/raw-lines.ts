import { closeSync, openSync, readSync } from 'node:fs';
import { offsetEvery } from './scan-lines.ts';

const longest = 4 << 20;

/**
 * Reads single records back by line. `offsets` holds the byte position of every 64th line, so a record costs one
 * short read. `more` says over how many further lines a quoted record goes; its last line break is left off.
 */
export function rawReader(
  file: string,
  offsets: readonly number[],
): (lines: readonly number[], more: readonly number[]) => string[] {
  return (lines, more) => {
    const descriptor = openSync(file, 'r');
    try {
      let block = -1;
      let window: Buffer = Buffer.alloc(0);
      return lines.map((line, at) => {
        const wanted = Math.floor((line - 1) / offsetEvery);
        const skip = (line - 1) % offsetEvery;
        const last = wanted + 1 + Math.ceil((more[at] ?? 0) / offsetEvery);
        if (wanted !== block || (more[at] ?? 0) > 0) {
          const start = offsets[wanted] ?? 0;
          window = readWindow(descriptor, start, (offsets[last] ?? start + longest) - start);
          block = wanted;
        }
        return recordAt(window, skip, (more[at] ?? 0) + 1);
      });
    } finally {
      closeSync(descriptor);
    }
  };
}

function readWindow(descriptor: number, start: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, length, start));
}

function recordAt(window: Buffer, skip: number, lines: number): string {
  let at = 0;
  for (let line = 0; line < skip; line++) at = window.indexOf(10, at) + 1;
  let end = at - 1;
  for (let line = 0; line < lines && (line === 0 || end >= 0); line++) end = window.indexOf(10, end + 1);
  const text = window.subarray(at, end < 0 ? window.length : end).toString('utf8');
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
