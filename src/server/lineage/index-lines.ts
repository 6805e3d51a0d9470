import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

export interface LineIndex {
  /** SHA-256 of all bytes, in hex. */
  readonly sha256: string;
  /** Where lines 1, 1 + every, 1 + 2·every … begin, in bytes. */
  readonly offsets: readonly number[];
  readonly every: number;
}

const LF = 10;
const block = 1 << 20;

/** Digest and line index of a whole file, in one pass and one block of memory. Gives way to others after each block. */
export async function indexLines(handle: FileHandle, every = 4_096): Promise<LineIndex> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(block);
  const offsets = [0];
  let lines = 0;
  let start = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, block, start);
    if (bytesRead === 0) break;
    const bytes = buffer.subarray(0, bytesRead);
    hash.update(bytes);
    for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1))
      if (++lines % every === 0) offsets.push(start + at + 1);
    start += bytesRead;
  }
  return { sha256: hash.digest('hex'), offsets, every };
}
