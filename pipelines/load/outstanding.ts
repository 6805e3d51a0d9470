import { existsSync } from 'node:fs';
import { literal } from '../../src/warehouse/quote.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { activeBatches, batchPaths, readManifests, type Manifest } from './batch-files.ts';
import type { ObjectContract } from './contract.ts';
import { lostReferences } from './lost-columns.ts';
import { fileList } from './stored-rows.ts';
import type { OpenFile } from './opened-file.ts';
import { lineMark } from './write-clean.ts';

/** The rejected records of one file that could be read again: the batches that stand for the file, newest last. */
export interface Outstanding {
  readonly base: Manifest;
  readonly chain: readonly Manifest[];
  readonly count: number;
  readonly opened: OpenFile;
}

/** SQL of a record's line while the outstanding records of a file are staged. */
export const replayLineSql = `getvariable('replay_lines')[rowid + 1]::bigint`;

/** Chains of batches, one a file, that an object's lake consists of. */
export function fileChains(
  folder: string,
  contract: ObjectContract,
): { base: Manifest; chain: Manifest[] }[] {
  const active = activeBatches(readManifests(folder), contract);
  return active
    .filter((one) => one.kind === 'file' && one.rejected > 0)
    .map((base) => ({ base, chain: active.filter((one) => one.sha256 === base.sha256) }));
}

/** Stages the records of a file that are still in quarantine as temp table `outstanding` (reject_id, line, rule, column_name, cells). */
export async function openOutstanding(
  warehouse: Warehouse,
  folder: string,
  contract: ObjectContract,
  base: Manifest,
  chain: readonly Manifest[],
): Promise<Outstanding> {
  const replayed = chain
    .map((one) => batchPaths(folder, one.batch).replayed)
    .filter((file) => existsSync(file));
  const gone =
    replayed.length === 0
      ? ''
      : ` and reject_id not in (select reject_id from read_parquet(${fileList(replayed)}))`;
  await warehouse.run(
    `create or replace temp table outstanding as select reject_id, line, rule, column_name, cells, raw from read_parquet(${literal(batchPaths(folder, base.batch).rejects)}) where cells is not null${gone} order by line`,
  );
  await warehouse.run(`set variable replay_lines = (select list(line order by line) from outstanding)`);
  const rows = await warehouse.rows<{ line: string; raw: string }>(
    'select line, raw from outstanding order by line',
  );
  const raws = new Map(rows.map((row) => [Number(row.line), row.raw]));
  const opened: OpenFile = {
    relation: `(select ${base.header.map((_, at) => `cells[${at + 1}] as c${at}`).join(', ')} from outstanding)`,
    header: base.header,
    firstLine: 1,
    hasStandIns: false,
    padded: true,
    lineMark,
    typed: ['json', 'ndjson', 'parquet'].includes(contract.format.type),
    damages: [],
    bytes: base.bytes,
    lost: lostReferences(contract, base.header, readManifests(folder), base.sha256),
    rawAt: (lines) => lines.map((line) => raws.get(line) ?? ''),
  };
  return { base, chain, count: rows.length, opened };
}

/** Continuation cells were filled before the record was rejected. */
export const withoutFill = (contract: ObjectContract): ObjectContract => ({
  ...contract,
  spec: { ...contract.spec, fill_down: [] },
});
