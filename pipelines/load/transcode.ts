import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { TandemError } from '../../src/contract/errors.ts';

const labels: Readonly<Record<string, string>> = {
  cp1252: 'windows-1252',
  'latin-1': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  'utf-16': 'utf-16le',
};

/** The encoding a byte-order mark proves; it wins over what is declared. */
export function markedEncoding(file: string): string | undefined {
  const head = Buffer.alloc(3);
  const descriptor = openSync(file, 'r');
  readSync(descriptor, head, 0, 3, 0);
  closeSync(descriptor);
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  return undefined;
}

/** The encoding to read a file in: its mark, else what is declared, else UTF-8. */
export const fileEncoding = (file: string, declared: string | undefined): string => {
  const name = markedEncoding(file) ?? declared ?? 'utf-8';
  return labels[name] ?? name;
};

/** Streams a file into UTF-8 at `target`. Bytes without meaning become U+FFFD and are found by the scan. */
export function transcode(file: string, target: string, encoding: string): void {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding);
  } catch (error) {
    throw new TandemError(
      'file_unreadable',
      { file, reason: 'unknown_encoding', encoding },
      { cause: error },
    );
  }
  const input = openSync(file, 'r');
  const output = openSync(target, 'w');
  const bytes = Buffer.allocUnsafe(4 << 20);
  try {
    for (;;) {
      const read = readSync(input, bytes, 0, bytes.length, null);
      writeSync(output, decoder.decode(bytes.subarray(0, read), { stream: read > 0 }));
      if (read === 0) return;
    }
  } finally {
    closeSync(input);
    closeSync(output);
  }
}
