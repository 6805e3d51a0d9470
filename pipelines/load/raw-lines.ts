import { closeSync, openSync, readSync } from 'node:fs';
import { offsetEvery } from './scan-lines.ts';

const longest = 64 << 10;

/**
 * Reads single records back by line. `offsets` holds the byte position of every 64th line, so a record costs one
 * short read. A quoted record over several lines is returned whole, without its last line break.
 */
export function rawReader(
  file: string,
  offsets: readonly number[],
  quote: string,
): (lines: readonly number[]) => string[] {
  return (lines) => {
    const descriptor = openSync(file, 'r');
    try {
      let block = -1;
      let window: Buffer = Buffer.alloc(0);
      return lines.map((line) => {
        const wanted = Math.floor((line - 1) / offsetEvery);
        if (wanted !== block) {
          const start = offsets[wanted] ?? 0;
          const end = offsets[wanted + 1] ?? start + longest;
          window = readWindow(descriptor, start, end - start + longest);
          block = wanted;
        }
        return recordAt(window, (line - 1) % offsetEvery, quote);
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

function recordAt(window: Buffer, skip: number, quote: string): string {
  let at = 0;
  for (let line = 0; line < skip; line++) {
    const newline = window.indexOf(10, at);
    if (newline < 0) return '';
    at = newline + 1;
  }
  let end = window.indexOf(10, at);
  const mark = quote === '' ? undefined : quote.charCodeAt(0);
  while (end >= 0 && mark !== undefined && odd(window, at, end, mark)) end = window.indexOf(10, end + 1);
  return window
    .subarray(at, end < 0 ? window.length : end)
    .toString('utf8')
    .replace(/\r$/, '');
}

function odd(window: Buffer, from: number, to: number, mark: number): boolean {
  let count = 0;
  for (let at = window.indexOf(mark, from); at >= 0 && at < to; at = window.indexOf(mark, at + 1)) count++;
  return count % 2 === 1;
}
