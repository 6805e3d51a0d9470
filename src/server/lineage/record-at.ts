import type { FileHandle } from 'node:fs/promises';
import type { LineIndex } from './index-lines.ts';

const LF = 10;
const block = 1 << 18;
/** Bytes of one record that are shown. */
const longest = 1 << 16;

const marksIn = (bytes: Buffer, mark: number): number => {
  let count = 0;
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) count++;
  return count;
};

/**
 * The bytes of the record that begins on a physical line (from 1), without its line end. A field between `quote` marks
 * may run over several lines. Nothing when the file has no such line.
 */
export async function recordAt(
  handle: FileHandle,
  { offsets, every }: LineIndex,
  line: number,
  quote: string,
): Promise<Buffer | undefined> {
  const nearest = Math.min(Math.floor((line - 1) / every), offsets.length - 1);
  let at = nearest * every + 1;
  let start = offsets[nearest] ?? 0;
  const mark = quote === '' ? undefined : quote.charCodeAt(0);
  const pieces: Buffer[] = [];
  let kept = 0;
  let marks = 0;

  for (;;) {
    const buffer = Buffer.allocUnsafe(block);
    const { bytesRead } = await handle.read(buffer, 0, block, start);
    if (bytesRead === 0) break;
    const bytes = buffer.subarray(0, bytesRead);
    start += bytesRead;
    let from = 0;
    while (from < bytes.length) {
      const end = bytes.indexOf(LF, from);
      if (at < line) {
        if (end < 0) break;
        at++;
        from = end + 1;
        continue;
      }
      const piece = bytes.subarray(from, end < 0 ? bytes.length : end + 1);
      pieces.push(piece);
      kept += piece.length;
      if (mark !== undefined) marks += marksIn(piece, mark);
      if ((end >= 0 && marks % 2 === 0) || kept > longest) return Buffer.concat(pieces).subarray(0, longest);
      from = end < 0 ? bytes.length : end + 1;
    }
  }
  return kept === 0 ? undefined : Buffer.concat(pieces);
}
