import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder, writeDurably } from '../../src/warehouse/durable-file.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import {
  isWord,
  recordId,
  words,
  type Applied,
  type ApplyOptions,
  type Change,
  type Fields,
  type FieldValue,
  type Stamp,
  type WriteBackAdapter,
} from './adapter.ts';
import { csvRecord, escapeFormula } from './csv-record.ts';
import {
  nextExportName,
  pointerPath,
  readExportedState,
  stateName,
  stateText,
  unnamedExport,
  type ExportPointer,
} from './exported-state.ts';

/** A file of one object of a CRM that is imported by hand. */
export interface ImportFile {
  readonly object: string;
  readonly name: string;
  /** Column of the record's id; the others are the fields and then the stamps. */
  readonly keyColumn: string;
  readonly fieldColumns: readonly string[];
  readonly stampColumns: { readonly asOf: string; readonly version: string };
  /** Columns whose type holds no word, and the cell that empties them when it is imported (FILE-7). */
  readonly emptied?: { readonly columns: readonly string[]; readonly cell: string };
}

export interface FileTarget {
  readonly target: string;
  readonly folder: string;
  readonly files: readonly ImportFile[];
  readonly full: boolean;
  /** Field of the order that a record tells of; a word where it tells of none (STATUS-10). */
  readonly subject: string;
  /** Files that go beside one with rows, as name → JSON value. */
  readonly beside?: (file: ImportFile, stamp: Stamp) => Readonly<Record<string, unknown>>;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A value as the file has it. */
const cellOf = ({ emptied }: ImportFile, name: string, value: FieldValue): FieldValue =>
  emptied !== undefined && isWord(value) && emptied.columns.includes(name) ? emptied.cell : value;

const csvText = (file: ImportFile, changes: readonly Change[], stamp: Stamp): string =>
  csvRecord([file.keyColumn, ...file.fieldColumns, file.stampColumns.asOf, file.stampColumns.version]) +
  changes
    .map(({ key, fields }) =>
      csvRecord([
        key,
        ...file.fieldColumns.map((name) => cellOf(file, name, fields[name] ?? null)),
        stamp.asOf,
        stamp.version,
      ]),
    )
    .join('');

/** Cells of a CSV as another program reads them. */
async function parsedRows(path: string): Promise<Record<string, string | null>[]> {
  const engine = await openWarehouse({ threads: 1, memoryLimit: '256MB' });
  try {
    return await engine.rows<Record<string, string | null>>(
      `select * from read_csv($path, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', nullstr = '')`,
      { path },
    );
  } finally {
    engine.close();
  }
}

const printed = (value: FieldValue): string =>
  value === null ? '' : typeof value === 'number' ? String(value) : escapeFormula(value);

/** The fields that a row of the file says, as values where a cell reads as we meant it and as its text where not. */
const foundFields = (
  file: ImportFile,
  change: Change,
  row: Readonly<Record<string, string | null>>,
): Fields =>
  Object.fromEntries(
    Object.entries(change.fields).map(([name, value]) => {
      const cell = row[name] ?? '';
      return [name, cell === printed(cellOf(file, name, value)) ? value : cell];
    }),
  );

/** Removes what processes left half-written: one at a time writes here (BACK-6), so that whatever there is, is theirs. */
function removeParts(folder: string): void {
  for (const name of readdirSync(folder))
    if (/\.part$|\.\d+\.next$/.test(name)) rmSync(join(folder, name), { recursive: true, force: true });
}

/**
 * Import files with what differs from the last export (FILE-1), in a folder that is there whole or not at all (FILE-2).
 * What the target has is what the last export said (FILE-6).
 */
export function fileTarget({ target, folder, files, full, subject, beside }: FileTarget): WriteBackAdapter {
  const texts = (changes: readonly Change[], stamp: Stamp) =>
    files.flatMap((file) => {
      const rows = changes.filter((change) => change.object === file.object);
      return rows.length === 0 ? [] : [{ file, rows: rows.length, text: csvText(file, rows, stamp) }];
    });

  /** Writes everything into a neighbour of the folder named, then renames it. */
  const writeFolder = (name: string, changes: readonly Change[], stamp: Stamp, manifest: object): void => {
    const part = join(folder, `${name}.part`);
    mkdirSync(part);
    for (const { file, text } of texts(changes, stamp)) {
      writeDurably(join(part, file.name), text);
      for (const [extra, value] of Object.entries(beside?.(file, stamp) ?? {}))
        writeDurably(join(part, extra), `${JSON.stringify(value, null, 2)}\n`);
    }
    writeDurably(join(part, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    const state = new Map<string, Fields>();
    for (const [id, { fields }] of readExportedState(folder)) if (fields) state.set(id, fields);
    for (const change of changes) state.set(recordId(change), change.fields);
    writeDurably(join(part, stateName), stateText(state));
    renameSync(part, join(folder, name));
    syncFolder(folder);
  };

  const publish = (changes: readonly Change[], stamp: Stamp): Applied => {
    mkdirSync(folder, { recursive: true });
    removeParts(folder);
    const written = texts(changes, stamp).map(({ file, rows, text }) => ({
      file: file.name,
      object: file.object,
      rows,
      sha256: sha256(text),
    }));
    const checksum = sha256(JSON.stringify(written));
    let name = unnamedExport(folder, stamp.version, checksum);
    if (name === undefined) {
      name = nextExportName(folder, stamp.version);
      writeFolder(name, changes, stamp, { ...stamp, target, full, files: written, checksum });
    }
    const pointer: ExportPointer = { folder: name, version: stamp.version };
    writeDurably(pointerPath(folder), `${JSON.stringify(pointer)}\n`);
    return { folder: join(folder, name), checksum };
  };

  return {
    target,
    read() {
      const state = readExportedState(folder);
      const ours = new Set(state.keys());
      const emptied = new Set([...ours].filter((id) => state.get(id)?.fields?.[subject] === words.none));
      return Promise.resolve({ existing: state, ours, emptied, mayInsertUnknown: true, rewrite: full });
    },
    apply(changes, { stamp, settled }: ApplyOptions) {
      const applied = publish(changes, stamp);
      for (const change of changes) settled(change, null);
      return Promise.resolve(applied);
    },
    async readBack(changes, { folder: at = folder }) {
      const found = new Map<string, Fields>();
      for (const file of files) {
        const rows = changes.filter((change) => change.object === file.object);
        if (rows.length === 0) continue;
        const cells = new Map(
          (await parsedRows(join(at, file.name))).map((row) => [row[file.keyColumn], row]),
        );
        for (const change of rows) {
          const row = cells.get(change.key);
          if (row) found.set(recordId(change), foundFields(file, change, row));
        }
      }
      return found;
    },
    close: () => Promise.resolve(),
  };
}
