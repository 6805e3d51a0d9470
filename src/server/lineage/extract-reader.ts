import { open, type FileHandle } from 'node:fs/promises';
import { indexLines, type LineIndex } from './index-lines.ts';
import { recordAt } from './record-at.ts';

export interface RecordInFile {
  readonly header: string | null;
  readonly raw: string | null;
}

export interface TextLayout {
  readonly headerRow: number;
  readonly encoding: string;
  /** Empty: the file has no quoting. */
  readonly quote: string;
}

/** Reads single records of extracts. What it learned of a file holds while the file is the same and untouched. */
export interface ExtractReader {
  /**
   * The header and the record that begins on a physical line (from 1) of a delimited text file whose digest is
   * `sha256`. Nothing when the file is not there, is another, or has no such line.
   */
  read(file: string, sha256: string, line: number, layout: TextLayout): Promise<RecordInFile | undefined>;
}

interface Known {
  readonly identity: string;
  readonly index: Promise<LineIndex>;
}

/** Changes with every write: the change time is the system's own and cannot be set back. */
async function identityOf(handle: FileHandle): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await handle.stat({ bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

const decode = (bytes: Buffer | undefined, encoding: string): string | null =>
  bytes === undefined
    ? null
    : new TextDecoder(encoding === 'cp1252' ? 'windows-1252' : encoding)
        .decode(bytes)
        .replace(/^\uFEFF/, '')
        .replace(/\r?\n$/, '');

export function extractReader(limit = 100): ExtractReader {
  const known = new Map<string, Known>();

  /** Several callers of one file share one pass over it. */
  const indexOf = (file: string, identity: string, handle: FileHandle): Promise<LineIndex> => {
    const before = known.get(file);
    known.delete(file);
    if (before?.identity === identity) {
      known.set(file, before);
      return before.index;
    }
    const index = indexLines(handle);
    known.set(file, { identity, index });
    index.catch(() => known.delete(file));
    if (known.size > limit) known.delete(known.keys().next().value as string);
    return index;
  };

  return {
    async read(file, sha256, line, { headerRow, encoding, quote }) {
      if (/^utf-?16/i.test(encoding)) return undefined;
      let handle: FileHandle;
      try {
        handle = await open(file, 'r');
      } catch {
        return undefined;
      }
      try {
        const identity = await identityOf(handle);
        const index = await indexOf(file, identity, handle);
        if (index.sha256 !== sha256) return undefined;
        const header = await recordAt(handle, index, headerRow, '');
        const raw = await recordAt(handle, index, line, quote);
        if ((await identityOf(handle)) !== identity) return undefined;
        return { header: decode(header, encoding), raw: decode(raw, encoding) };
      } finally {
        await handle.close();
      }
    },
  };
}
