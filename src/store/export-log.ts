import { isoText, type StoreContext } from './context.ts';

/** One write-back that this server made: what was known then, for those who ask later what came of it. */
export interface ExportEntry {
  readonly userId: string;
  readonly what: string;
  readonly target: string;
  readonly generation: string;
  readonly version: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly checksum: string;
  /** NULL where nothing is expected that could be scored: status is information, no decision. */
  readonly expectedEffect: string | null;
}

export type StoredExport = ExportEntry & { readonly at: string };

/** Append-only. Exports of the command line are in the ledger file only: app.duckdb has one owner. */
export interface ExportLog {
  append(entry: ExportEntry): Promise<void>;
  /** Newest first. */
  list(limit: number): Promise<StoredExport[]>;
}

interface ExportRow extends Record<string, unknown> {
  exported_at: string;
  user_id: string;
  what: string;
  target: string;
  generation: string;
  version: string;
  counts: string;
  checksum: string;
  expected_effect: string | null;
}

export function exportLog({ database, now, write }: StoreContext): ExportLog {
  return {
    append: (entry) =>
      write(() =>
        database.run('insert into export_log values ($1::timestamp, $2, $3, $4, $5, $6, $7, $8, $9)', [
          now().toISOString(),
          entry.userId,
          entry.what,
          entry.target,
          entry.generation,
          entry.version,
          JSON.stringify(entry.counts),
          entry.checksum,
          entry.expectedEffect,
        ]),
      ),
    async list(limit) {
      const rows = await database.rows<ExportRow>(
        `select * replace (${isoText('exported_at')} as exported_at) from export_log order by exported_at desc, rowid desc limit $1`,
        [limit],
      );
      return rows.map((row) => ({
        at: row.exported_at,
        userId: row.user_id,
        what: row.what,
        target: row.target,
        generation: row.generation,
        version: row.version,
        counts: JSON.parse(row.counts) as Record<string, number>,
        checksum: row.checksum,
        expectedEffect: row.expected_effect,
      }));
    },
  };
}
