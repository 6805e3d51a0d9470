import { literal } from '../../src/warehouse/quote.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import type { Drift, Warning } from './batch-files.ts';
import type { Check } from './column-checks.ts';
import { compareRows } from './compare-rows.ts';
import type { ObjectContract } from './contract.ts';
import { fillDown } from './fill-down.ts';
import type { KnownRows } from './known-rows.ts';
import type { FilePart, OpenFile } from './opened-file.ts';
import { declaredLocale, needsProof, proveLocale, type Locale } from './prove-locale.ts';
import { cursorSql, keyGroupSql, keySql, rowHashSql } from './row-sql.ts';
import { stageFile } from './stage-file.ts';
import { headerPosition, noRecordCode, stageSql } from './stage-sql.ts';

export interface Classified {
  /** Checks by code (see stage-sql.ts). */
  readonly checks: readonly Check[];
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  /** [LOAD-65] Unchanged rows that are stored apart. */
  readonly again: number;
  /** Rejected by a check or as a duplicate; damaged lines come on top. */
  readonly rejectedRecords: number;
  readonly warnings: readonly Warning[];
  readonly dropped: boolean;
  readonly compared: boolean;
  /** Files that hold the accepted rows, where the file came in parts (see stage-file.ts). */
  readonly parts: readonly string[];
}

const one = async (warehouse: Warehouse, sql: string): Promise<Record<string, string | number | null>> =>
  ((await warehouse.rows(sql))[0] ?? {}) as Record<string, string | number | null>;

/**
 * Classifies every record of an open file: leaves `stage` (see stage-file.ts) and temp tables `dropped`
 * (r, why: rows that are repeats or duplicates of another row of the file) and `compared` (r, state) behind.
 */
export async function classifyFile(
  warehouse: Warehouse,
  contract: ObjectContract,
  opened: OpenFile,
  known: KnownRows | undefined,
  fallbackCursor: string,
): Promise<Classified> {
  const file = contract.spec.fill_down.length > 0 ? await fillDown(warehouse, contract, opened) : opened;
  const readings = await locales(warehouse, contract, file);
  const plan = stageSql(contract, file, readings);
  const sqlOf = (part: FilePart) => stageSql(contract, { ...file, ...part }, readings).sql;
  const parts = await stageFile({ warehouse, contract, file, fallbackCursor, sqlOf });
  await warehouse.run('drop table if exists filled');
  const dropped = await findRepeats(warehouse, contract, fallbackCursor);
  const compared = known !== undefined;
  if (known !== undefined) await compareRows(warehouse, contract, known, file.header, dropped);
  const totals = await one(
    warehouse,
    `select count(*) filter (_rule is distinct from ${noRecordCode}) as records, count(*) filter (_rule > ${noRecordCode}) as rejected from stage`,
  );
  const repeats = dropped
    ? await one(
        warehouse,
        `select count(*) filter (why = 'repeat') as repeat, count(*) filter (why = 'duplicate') as duplicate from dropped`,
      )
    : {};
  const accepted =
    Number(totals.records) -
    Number(totals.rejected) -
    Number(repeats.repeat ?? 0) -
    Number(repeats.duplicate ?? 0);
  const states = compared
    ? await one(
        warehouse,
        `select count(*) filter (state = 'unchanged') as unchanged, count(*) filter (state = 'again') as again, count(*) filter (state = 'changed') as changed from compared`,
      )
    : {};
  const again = Number(states.again ?? 0);
  const unchanged = Number(states.unchanged ?? 0) + again;
  const changed = Number(states.changed ?? 0);
  return {
    checks: plan.checks,
    rows: Number(totals.records) + file.damages.length,
    new: accepted - unchanged - changed,
    changed,
    unchanged: unchanged + Number(repeats.repeat ?? 0),
    again,
    rejectedRecords: Number(totals.rejected) + Number(repeats.duplicate ?? 0),
    warnings: await sentinelWarnings(warehouse, plan.sentinelColumns),
    dropped,
    compared,
    parts,
  };
}

/** True for files that can be classified part by part: nothing needs the whole file before its first record reads. */
export const canComeInParts = (contract: ObjectContract): boolean =>
  contract.spec.fill_down.length === 0 && !contract.columns.some(needsProof);

async function locales(
  warehouse: Warehouse,
  contract: ObjectContract,
  file: OpenFile,
): Promise<Map<string, Locale>> {
  const found = new Map<string, Locale>();
  for (const column of contract.columns) {
    const at = headerPosition(file.header, column.headers);
    const prove = needsProof(column) && !file.typed && at >= 0;
    found.set(
      column.name,
      prove
        ? await proveLocale(warehouse, `(select c${at} from ${file.relation})`, `c${at}`)
        : declaredLocale(column),
    );
  }
  return found;
}

/** Rows whose key occurs again in the same file. Equal content is a repeat; other content at the same cursor, a duplicate. */
async function findRepeats(
  warehouse: Warehouse,
  contract: ObjectContract,
  fallbackCursor: string,
): Promise<boolean> {
  const group = keyGroupSql(contract);
  await warehouse.run(
    `create or replace temp table repeated as select k from (select ${group} as k from stage where _rule is null) group by k having count(*) > 1`,
  );
  const { n } = await one(warehouse, 'select count(*) as n from repeated');
  if (Number(n) === 0) return false;
  await warehouse.run(`
    create or replace temp table dropped as
    with rows as (
      select rowid as r, ${keySql(contract)} as k, ${rowHashSql(contract)} as h, ${cursorSql(contract, fallbackCursor)} as c
      from stage where _rule is null and ${group} in (select k from repeated)
    ),
    ranked as (select r, k, h, c, row_number() over (partition by k, h order by r) as copy from rows),
    versions as (select r, row_number() over (partition by k, c order by h desc) as place from ranked where copy = 1)
    select r, 'repeat' as why from ranked where copy > 1
    union all select r, 'duplicate' from versions where place > 1`);
  return true;
}

async function sentinelWarnings(warehouse: Warehouse, columns: readonly string[]): Promise<Warning[]> {
  if (columns.length === 0) return [];
  const rows = await warehouse.rows<{ code: number; n: string }>(
    `select code, sum(n)::bigint as n from warned group by 1 order by 1`,
  );
  return rows.map((row) => ({
    rule: 'sentinel_key',
    column: columns[row.code - 1] ?? '',
    count: Number(row.n),
  }));
}

/** Columns of the file that the contract does not know, and columns of the contract that the file lacks. */
export async function headerDrift(
  warehouse: Warehouse,
  contract: ObjectContract,
  file: OpenFile,
): Promise<Drift[]> {
  const used = new Set(contract.columns.map((column) => headerPosition(file.header, column.headers)));
  const deleted = contract.spec.deleted?.column;
  if (deleted !== undefined) used.add(headerPosition(file.header, [deleted]));
  const ignored = new Set(contract.spec.ignore_columns);
  const drift: Drift[] = contract.columns
    .filter((column) => headerPosition(file.header, column.headers) < 0)
    .map((column) => ({
      kind: 'missing',
      column: column.name,
      details: { names: column.headers.join(' / ') },
    }));
  for (const [at, name] of file.header.entries()) {
    if (used.has(at) || ignored.has(name) || name === '' || /^ \(\d+\)$/.test(name) || name.startsWith(' ('))
      continue;
    const rows = await warehouse.rows<{ v: string }>(
      `select c${at} as v from (select c${at} from ${file.relation} limit 1000) where nullif(c${at}, '') is not null group by 1 order by 1 limit 3`,
    );
    drift.push({
      kind: 'added',
      column: name,
      details: { n: rows.length, sample: rows.map((row) => literal(row.v)).join(', ') },
    });
  }
  return drift;
}
