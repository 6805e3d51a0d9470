import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

export interface RecordInFile {
  readonly sha256: string;
  readonly header: string | null;
  readonly raw: string | null;
}

export interface TextLayout {
  readonly headerRow: number;
  readonly encoding: string;
  /** Empty: the file has no quoting. */
  readonly quote: string;
}

const LF = 10;
const longest = 64 << 10;

const odd = (bytes: Buffer, mark: number): boolean => {
  let count = 0;
  for (const byte of bytes) if (byte === mark) count++;
  return count % 2 === 1;
};

const text = (bytes: Buffer, encoding: string): string =>
  new TextDecoder(encoding)
    .decode(bytes)
    .replace(/^\uFEFF/, '')
    .replace(/\r$/, '');

/**
 * The header and the record that begins on a physical line (both from 1) of a delimited text file, and the digest of
 * the whole file, in one pass. A quoted field may run over several lines. Nothing when the file is not there.
 */
export async function readRecord(
  file: string,
  line: number,
  layout: TextLayout,
): Promise<RecordInFile | undefined> {
  const hash = createHash('sha256');
  const mark = layout.quote === '' ? undefined : layout.quote.charCodeAt(0);
  const encoding = /^utf-?16/i.test(layout.encoding)
    ? undefined
    : layout.encoding === 'cp1252'
      ? 'windows-1252'
      : layout.encoding;
  const kept = { header: [] as Buffer[], raw: [] as Buffer[] };
  let at = 1;
  let rawDone = encoding === undefined;
  let rawBytes = 0;

  const take = (piece: Buffer, ends: boolean): void => {
    if (at === layout.headerRow) kept.header.push(piece);
    if (rawDone || at < line) return;
    kept.raw.push(piece);
    rawBytes += piece.byteLength;
    if (ends && !(mark !== undefined && odd(Buffer.concat(kept.raw), mark))) rawDone = true;
    else if (rawBytes > longest) rawDone = true;
    else if (ends) kept.raw.push(Buffer.from('\n'));
  };

  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
      const bytes = chunk as Buffer;
      hash.update(bytes);
      if (rawDone && at > layout.headerRow) continue;
      let from = 0;
      for (let end = bytes.indexOf(LF, from); end >= 0; end = bytes.indexOf(LF, from)) {
        take(bytes.subarray(from, end), true);
        at++;
        from = end + 1;
        if (rawDone && at > layout.headerRow) break;
      }
      if (!(rawDone && at > layout.headerRow)) take(bytes.subarray(from), false);
    }
  } catch {
    return undefined;
  }
  const shown = (pieces: Buffer[]): string | null =>
    encoding === undefined || pieces.length === 0 ? null : text(Buffer.concat(pieces), encoding);
  return { sha256: hash.digest('hex'), header: shown(kept.header), raw: shown(kept.raw) };
}
