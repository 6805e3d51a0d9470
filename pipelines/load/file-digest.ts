import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** SHA-256 of a file's bytes, in hex. */
export function fileDigest(file: string): string {
  const hash = createHash('sha256');
  const descriptor = openSync(file, 'r');
  const block = Buffer.allocUnsafe(8 << 20);
  try {
    for (let read = readSync(descriptor, block); read > 0; read = readSync(descriptor, block))
      hash.update(block.subarray(0, read));
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}
