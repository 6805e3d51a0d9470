import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { stringify } from 'yaml';
import { TandemError } from '../../src/contract/errors.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { openFile } from './open-file.ts';
import { columnName, profileColumn, type ColumnProfile } from './profile-column.ts';
import { sniffDialect, type Dialect } from './sniff-dialect.ts';

export interface FileProfile {
  readonly file: string;
  readonly dialect: Dialect;
  readonly rows: number;
  /** Lines that are no records, by rule. */
  readonly damages: Readonly<Record<string, number>>;
  readonly columns: readonly ColumnProfile[];
  /** Filled in every record and never twice; the likeliest first. */
  readonly keyCandidates: readonly string[];
  readonly cursorCandidates: readonly string[];
  /** Columns that are empty on continuation rows. */
  readonly fillDown: readonly string[];
  /** A system.yaml to start from. */
  readonly yaml: string;
}

/** Describes an unknown file and proposes a system.yaml for it. Throws file_not_found, file_empty, file_unreadable. */
export async function profileFile(file: string): Promise<FileProfile> {
  if (!existsSync(file)) throw new TandemError('file_not_found', { file });
  if (!statSync(file).isFile()) throw new TandemError('file_unreadable', { file, reason: 'not_a_file' });
  if (statSync(file).size === 0) throw new TandemError('file_empty', { file });
  const scratch = mkdtempSync(join(tmpdir(), 'tandem-profile-'));
  const warehouse = await openWarehouse({ tempDirectory: scratch });
  try {
    const dialect = sniffDialect(file);
    const opened = await openFile(file, dialect.format, { warehouse, scratch });
    await warehouse.run(`create temp table profiled as select * from ${opened.relation}`);
    const columns: ColumnProfile[] = [];
    for (const [at, header] of opened.header.entries()) {
      if (dialect.format.type === 'sap_list' && (header === '' || header.startsWith(' ('))) continue;
      columns.push(
        await profileColumn(warehouse, 'profiled', at, header, new Set(columns.map((one) => one.name))),
      );
    }
    const [total] = await warehouse.rows<{ n: string }>(
      `select count(*) as n from profiled where c0 is null or not starts_with(c0, chr(29))`,
    );
    const rows = Number(total?.n ?? 0);
    const damages: Record<string, number> = {};
    for (const damage of opened.damages) damages[damage.rule] = (damages[damage.rule] ?? 0) + 1;
    const fillDown = continuation(columns, rows);
    const keyCandidates = keys(columns, rows);
    const cursorCandidates = cursors(columns);
    const yaml = propose(file, dialect, columns, keyCandidates, cursorCandidates, fillDown);
    return { file, dialect, rows, damages, columns, keyCandidates, cursorCandidates, fillDown, yaml };
  } finally {
    warehouse.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Leading columns that are filled together on some rows only, beside columns that are filled on all. */
function continuation(columns: readonly ColumnProfile[], rows: number): string[] {
  const [first] = columns;
  if (
    first === undefined ||
    first.filled === 0 ||
    first.filled > rows * 0.9 ||
    !columns.some((one) => one.filled === rows)
  )
    return [];
  const group = columns.slice(
    0,
    columns.findIndex((one) => one.filled > first.filled),
  );
  return group.every((one) => one.filled <= first.filled) ? group.map((one) => one.name) : [];
}

const keys = (columns: readonly ColumnProfile[], rows: number): string[] =>
  columns
    .filter((one) => rows > 0 && one.filled === rows && one.distinct === rows)
    .sort((a, b) => Number(b.type === 'id') - Number(a.type === 'id'))
    .map((one) => one.name);

const cursors = (columns: readonly ColumnProfile[]): string[] =>
  columns
    .filter((one) => one.type === 'timestamp' || one.type === 'date')
    .map((one) => ({
      one,
      at: [
        /modstamp|write_date|last_?modified|modified|updated|changed|aedat/i,
        /created?|ersda|erdat/i,
      ].findIndex((name) => name.test(one.header)),
    }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one.name);

function propose(
  file: string,
  dialect: Dialect,
  columns: readonly ColumnProfile[],
  key: readonly string[],
  cursor: readonly string[],
  fillDown: readonly string[],
): string {
  const name = columnName(basename(file, extname(file)), new Set());
  const { type, ...format } = dialect.format;
  const system = {
    system: name,
    role: 'other',
    format: { type, ...format },
    objects: {
      [name]: {
        files: [`${basename(file, extname(file))}*${extname(file)}`],
        key: key.length === 0 ? 'row_hash' : [key[0]],
        ...(cursor[0] === undefined ? {} : { cursor: cursor[0] }),
        ...(fillDown.length === 0 ? {} : { fill_down: fillDown }),
        columns: Object.fromEntries(
          columns.map((one) => [
            one.name,
            {
              ...(one.header === one.name ? {} : { header: one.header }),
              type: one.type,
              ...(one.name === key[0] ? { required: true } : {}),
              ...one.options,
            },
          ]),
        ),
      },
    },
  };
  const evidence = [
    ...dialect.evidence,
    ...columns.map((one) => `${one.name}: ${one.type}, ${one.evidence}`),
  ];
  return `${evidence.map((line) => `# ${line}`).join('\n')}\n${stringify(system, { lineWidth: 0 })}`;
}
