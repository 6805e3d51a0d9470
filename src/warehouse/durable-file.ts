import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes a rename in `dir` survive a power cut; a file system that cannot is left as it is. */
export function syncFolder(dir: string): void {
  try {
    const handle = openSync(dir, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    return;
  }
}

/** Writes a whole file or nothing: to a neighbour, flushed, then renamed over the target. */
export function writeDurably(file: string, text: string): void {
  const next = `${file}.${process.pid}.next`;
  const handle = openSync(next, 'w');
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(next, file);
  syncFolder(dirname(file));
}
