import { identifier, literal } from '../../src/warehouse/quote.ts';
import { columnChecks, type Check } from './column-checks.ts';
import { cleanText, readings, type CellOptions } from './column-sql.ts';
import type { ColumnContract, ObjectContract } from './contract.ts';
import type { OpenFile } from './opened-file.ts';
import type { Locale } from './prove-locale.ts';
import { damagedStandIn, standIn } from './write-clean.ts';

export interface StagePlan {
  /** SELECT of one row a record, in file order: typed columns, _deleted, _rule (code or null), _warning, _cells. */
  readonly sql: string;
  /** Code − 2 → what failed. Code 1 is a line that is no record. */
  readonly checks: readonly Check[];
  /** _warning − 1 → column whose sentinel value was read as nothing. */
  readonly sentinelColumns: readonly string[];
}

export const lostRule = 'column_lost';

export const noRecordCode = 1;
export const firstCheckCode = 2;

/** Position of a column's cell in a file's header, or −1: exact spelling first, then whatever the case. */
export function headerPosition(header: readonly string[], names: readonly string[]): number {
  for (const name of names) {
    const exact = header.indexOf(name);
    if (exact >= 0) return exact;
  }
  const lower = header.map((name) => name.toLowerCase());
  return names.map((name) => lower.indexOf(name.toLowerCase())).find((at) => at >= 0) ?? -1;
}

/** The one statement that casts and checks a file. */
export function stageSql(
  contract: ObjectContract,
  file: OpenFile,
  locales: ReadonlyMap<string, Locale>,
): StagePlan {
  const options: CellOptions = { padded: file.padded, lineMark: file.lineMark, typed: file.typed };
  const cells = file.header.map((_, at) => `c${at}`);
  const cellOf = (column: ColumnContract) => headerPosition(file.header, column.headers);
  const texts: string[] = [];
  const values: string[] = [];
  const checks: Check[] = [];
  const sentinels: { column: string; when: string }[] = [];
  contract.columns.forEach((column, at) => {
    const position = cellOf(column);
    const cell = position < 0 ? 'null::varchar' : `c${position}`;
    texts.push(`${cleanText(cell, column, options)} as t${at}`);
    const read = readings(
      `t${at}`,
      column,
      locales.get(column.name) ?? { numbers: [{ decimal: '.', thousands: '' }], dates: [], evidence: '' },
      options,
    );
    values.push(`${read.length === 1 ? (read[0] ?? 'null') : `coalesce(${read.join(', ')})`} as v${at}`);
    const ambiguous = read.length > 1 ? `a${at}` : undefined;
    if (ambiguous !== undefined)
      values.push(`least(${read.join(', ')}) <> greatest(${read.join(', ')}) as ${ambiguous}`);
    if (position < 0 && file.lost?.includes(column.name))
      checks.push({ rule: lostRule, column: column.name, when: 'true' });
    if (position < 0 && !column.spec.required && !column.isKey) return;
    checks.push(...columnChecks(column, { text: `t${at}`, value: `v${at}`, ambiguous }, contract.asOf));
    if (!column.isKey && (column.spec.sentinels?.length ?? 0) > 0 && position >= 0) {
      sentinels.push({
        column: column.name,
        when: `trim(${cell}) in (${(column.spec.sentinels ?? []).map(literal).join(', ')})`,
      });
    }
  });
  const ordered = [
    ...checks.filter((check) => isKeyRule(check.rule)),
    ...checks.filter((check) => check.rule === lostRule),
    ...checks.filter((check) => !isKeyRule(check.rule) && check.rule !== lostRule),
  ];
  const branches = [
    ...(file.hasStandIns
      ? [`when c0 in (${literal(standIn)}, ${literal(damagedStandIn)}) then ${noRecordCode}`]
      : []),
    ...ordered.map((check, at) => `when ${check.when} then ${at + firstCheckCode}`),
  ];
  const rule = branches.length === 0 ? 'null::usmallint' : `(case ${branches.join(' ')} end)::usmallint`;
  const warning =
    sentinels.length === 0
      ? 'null::utinyint'
      : `(case ${sentinels.map((one, at) => `when ${one.when} then ${at + 1}`).join(' ')} end)::utinyint`;
  const columns = contract.columns.map((column, at) => `v${at} as ${identifier(column.name)}`);
  const sql =
    `select ${columns.join(', ')}, _deleted, _rule, _warning, case when _rule is not null then [${cells.join(', ')}] end as _cells ` +
    `from (select *, ${rule} as _rule, ${warning} as _warning from (select *, ${values.join(', ')} ` +
    `from (select ${cells.join(', ')}, ${deletedSql(contract, file)} as _deleted, ${texts.join(', ')} from ${file.relation})))`;
  return { sql, checks: ordered, sentinelColumns: sentinels.map((one) => one.column) };
}

const isKeyRule = (rule: string): boolean => rule === 'missing_key' || rule === 'sentinel_key';

function deletedSql(contract: ObjectContract, file: OpenFile): string {
  const { deleted } = contract.spec;
  if (deleted === undefined) return 'false';
  const declared = contract.columns.find((column) => column.name === deleted.column);
  const position = headerPosition(file.header, declared?.headers ?? [deleted.column]);
  return position < 0
    ? 'false'
    : `coalesce(lower(trim(c${position})) = ${literal(deleted.equals.toLowerCase())}, false)`;
}
