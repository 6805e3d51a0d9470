import { basename } from 'node:path';
import { TandemError } from '../../../../src/contract/errors.ts';
import type { Row, Warehouse } from '../../../../src/warehouse/open.ts';
import { identifier, literal } from '../../../../src/warehouse/quote.ts';
import type { NamedDecisions } from '../cluster/decided-pairs.ts';
import { namesSql, type LinkInput } from './input-rows.ts';
import type { LinkPlan } from '../link-plan.ts';
import { checkInput, readInput } from './read-input.ts';

/** The column of a list for review in which a person answers. */
export const answerColumn = 'same';
/** Answers that count, in small letters; no answer is one to come. */
const answers = {
  same: ['yes', 'y', 'true', '1', 'x', 'same', 'ja', 'oui', 'sí', 'si', '是', '相同'],
  apart: ['no', 'n', 'false', '0', 'different', 'nein', 'non', '否', '不同'],
} as const;

export interface Decided {
  readonly decisions: NonNullable<NamedDecisions['decisions']>;
  /** Answered rows that name a record which is not there. */
  readonly unknown: number;
}

interface Answered extends Row {
  readonly line: number;
  readonly of: string;
  readonly answer: string;
  readonly left: string | null;
  readonly right: string | null;
}

const oneOf = (texts: readonly string[]): string => texts.map(literal).join(', ');

/** Columns of the file by their names in small letters. Throws `bad_request` where those that are needed are not there. */
async function columnsOf(warehouse: Warehouse, table: string, file: string): Promise<Map<string, string>> {
  const described = await warehouse.rows<{ column_name: string }>(`describe ${table}`);
  const columns = new Map(described.map(({ column_name: name }) => [name.toLowerCase(), name]));
  const has = (name: string): boolean => columns.has(name);
  const isNamed = ['id', 'line'].some((by) => has(`left_${by}`) && has(`right_${by}`));
  if (!has(answerColumn) || !isNamed)
    throw new TandemError('bad_request', {
      reason: 'decided_columns',
      file: basename(file),
      known: [...columns.values()].join(', '),
    });
  return columns;
}

/** The id of the record that a side of a row names; a mark that keeps a spreadsheet from reading a formula is no part of it. */
function idSql(
  side: 'left' | 'right',
  columns: ReadonlyMap<string, string>,
  { plan, inputs, names }: { plan: LinkPlan; inputs: readonly LinkInput[]; names: string },
): string {
  const by = columns.get(`${side}_id`) ?? columns.get(`${side}_line`) ?? '';
  const told = columns.get(`${side}_relation`);
  const of = told === undefined ? undefined : `d.${identifier(told)}`;
  const relation =
    of !== undefined
      ? `n.rel = case ${of} ${inputs.map(({ name }, rel) => `when ${literal(name)} then ${String(rel)}`).join(' ')} end`
      : plan.within || inputs.length !== 2
        ? 'true'
        : `n.rel = ${side === 'left' ? '0' : '1'}`;
  const cell = `d.${identifier(by)}`;
  const called = (text: string): string =>
    `(select min(n.id) from ${names} n where n.named = ${text} and ${relation})`;
  return `coalesce(${called(cell)}, ${called(`ltrim(${cell}, '''')`)})`;
}

/**
 * [LINK-56] What people answered in a list for review: which pairs are one and which are not. Rows without an answer wait.
 * Throws `bad_request` where columns are missing, an answer is none, or one pair is said to be both.
 */
export async function readDecided(
  warehouse: Warehouse,
  file: string,
  scratch: string,
  plan: LinkPlan,
  inputs: readonly LinkInput[],
): Promise<Decided> {
  checkInput(file);
  const [table, names] = ['decided_input', 'decided_name'];
  const { firstLine } = await readInput(warehouse, file, table, scratch);
  const columns = await columnsOf(warehouse, table, file);
  await warehouse.run(`create or replace temp table ${names} as ${namesSql(plan, inputs)}`);
  const said = `lower(trim(d.${identifier(columns.get(answerColumn) ?? answerColumn)}))`;
  const rows = await warehouse.rows<Answered>(
    `select (d.rowid + ${String(firstLine)})::integer as line, trim(d.${identifier(columns.get(answerColumn) ?? answerColumn)}) as answer,
       case when ${said} in (${oneOf(answers.same)}) then 'same' when ${said} in (${oneOf(answers.apart)}) then 'apart' else 'neither' end as of,
       ${idSql('left', columns, { plan, inputs, names })} as left, ${idSql('right', columns, { plan, inputs, names })} as right
     from ${table} d where nullif(${said}, '') is not null order by d.rowid`,
  );
  const wrong = rows.find(({ of }) => of === 'neither');
  if (wrong !== undefined)
    throw new TandemError('bad_request', {
      reason: 'decided_answer',
      file: basename(file),
      line: wrong.line,
      said: wrong.answer,
    });
  const sides = { same: new Map<string, Answered>(), apart: new Map<string, Answered>() };
  let unknown = 0;
  for (const row of rows) {
    if (row.left === null || row.right === null || row.left === row.right) {
      unknown += 1;
      continue;
    }
    const pair = [row.left, row.right].sort().join('\n');
    const [own, other] = row.of === 'same' ? [sides.same, sides.apart] : [sides.apart, sides.same];
    const before = other.get(pair);
    if (before !== undefined)
      throw new TandemError('bad_request', {
        reason: 'decided_both',
        file: basename(file),
        line: row.line,
        before: before.line,
      });
    own.set(pair, row);
  }
  const pairs = (of: ReadonlyMap<string, Answered>): [string, string][] =>
    [...of.values()].map(({ left, right }) => [left ?? '', right ?? '']);
  return { decisions: { mustLink: pairs(sides.same), cannotLink: pairs(sides.apart) }, unknown };
}
