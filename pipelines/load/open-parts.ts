import { createHash } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FilePart, OpenFile, OpenFileOptions } from './opened-file.ts';
import { rawReader } from './raw-lines.ts';
import { readSql } from './read-sql.ts';
import { LineScanner, type Edit, type ScanOptions } from './scan-lines.ts';
import { CleanWriter, lineMark } from './write-clean.ts';

export const defaultPartBytes = 64 << 20;

/**
 * Opens a long UTF-8 file part by part: one pass scans, hashes and mends it, while the engine reads the part before.
 * Records and lines are those of the file read at once. Undefined where the first part does not say what the file is.
 */
export function openParts(
  file: string,
  shape: ScanOptions,
  { scratch, partBytes = defaultPartBytes }: OpenFileOptions,
): OpenFile | undefined {
  const scanner = new LineScanner(file, shape);
  const hash = createHash('sha256');
  const written: string[] = [];
  let more = true;
  const part = (): FilePart => {
    const target = join(scratch, `part-${written.length}.txt`);
    written.push(target);
    const open = new Map<string, CleanWriter>();
    const early: { bytes: Buffer; base: number; edits: readonly Edit[] }[] = [];
    let joins = 0;
    more = scanner.advance(partBytes, (bytes, base, edits) => {
      hash.update(bytes);
      joins += edits.filter((edit) => edit.kind === 'join').length;
      const { header } = scanner.found();
      if (header.length === 0) {
        early.push({ bytes: Buffer.from(bytes), base, edits });
        return;
      }
      const writer = open.get(target) ?? new CleanWriter(target, header.length, shape.delimiter);
      open.set(target, writer);
      for (const one of early.splice(0)) writer.write(one.bytes, one.base, one.edits);
      writer.write(bytes, base, edits);
    });
    open.get(target)?.close();
    const { header, padded } = scanner.found();
    return {
      relation: readSql(target, header.length, shape, { skip: 0, newline: '\\n' }),
      padded: padded || shape.framed,
      lineMark: joins > 0 ? lineMark : undefined,
    };
  };
  const first = part();
  const { header, damages, offsets, records } = scanner.found();
  if (header.length === 0 || records === 0) return undefined;
  return {
    ...first,
    header,
    firstLine: 1,
    hasStandIns: true,
    typed: false,
    damages,
    bytes: statSync(file).size,
    parts: {
      next() {
        if (!more) return undefined;
        const done = written.at(-2);
        if (done !== undefined) rmSync(done, { force: true });
        return part();
      },
      digest: () => hash.copy().digest('hex'),
      folder: scratch,
    },
    rawAt: rawReader(file, offsets),
  };
}
