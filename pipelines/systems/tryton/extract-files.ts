import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** Extract files of one reading: written aside, moved into the source's folder together when all were read. */
export interface ExtractFiles {
  open(columns: readonly string[], options?: ExtractOptions): ExtractFile;
  /** Moves every kept file into the folder. Nothing is visible there before. */
  publish(): void;
  discard(): void;
}

export interface ExtractOptions {
  /** How many of the last columns say when it was read and not what: the digest leaves them out. */
  readonly volatileColumns?: number;
}

export interface ExtractFile {
  readonly rows: number;
  write(values: readonly string[]): void;
  /** Digest of the rows written so far, 16 hexadecimal digits. */
  digest(): string;
  /** Ends the file under its final name. */
  keep(name: string): void;
  /** Ends the file and forgets it. */
  drop(): void;
}

const quoted = (value: string): string =>
  /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
const line = (values: readonly string[]): string => `${values.map(quoted).join(',')}\n`;

/** Files of an earlier reading that was killed are thrown away. */
export function extractFiles(folder: string): ExtractFiles {
  const aside = join(folder, '.reading');
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  const kept: { from: string; to: string }[] = [];
  let files = 0;
  return {
    open(columns, { volatileColumns = 0 } = {}) {
      const path = join(aside, `${files++}.csv`);
      const handle = openSync(path, 'w');
      const hash = createHash('sha256');
      let pending = line(columns);
      let rows = 0;
      const flush = (): void => {
        writeSync(handle, pending);
        pending = '';
      };
      const end = (): void => {
        flush();
        closeSync(handle);
      };
      return {
        get rows() {
          return rows;
        },
        write(values) {
          hash.update(line(values.slice(0, values.length - volatileColumns)));
          pending += line(values);
          rows++;
          if (pending.length > 262_144) flush();
        },
        digest: () => hash.copy().digest('hex').slice(0, 16),
        keep(name) {
          end();
          kept.push({ from: path, to: join(folder, name) });
        },
        drop() {
          end();
          rmSync(path);
        },
      };
    },
    publish() {
      for (const { from, to } of kept) renameSync(from, to);
      rmSync(aside, { recursive: true, force: true });
    },
    discard: () => rmSync(aside, { recursive: true, force: true }),
  };
}

/** Name of the newest file `<object>-<stamp>….csv` of the folder. Stamps sort as they follow in time. */
export function newestExtract(folder: string, object: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .filter((file) => file.startsWith(`${object}-`) && file.endsWith('.csv'))
    .sort()
    .at(-1);
}
