import type { Warehouse } from '../../../src/warehouse/open.ts';
import { explodes, keySql, keysSql, type BlockRule } from './block-rules.ts';
import type { LinkPlan } from './link-plan.ts';
import { sharedKeysSql } from './pick-blocks.ts';

export interface BlockCount {
  readonly rule: string;
  /** Keys that at least two records share, and the pairs they form. */
  readonly keys: number;
  readonly pairs: number;
  /** Keys passed over because too many records share them, and the pairs not formed. */
  readonly skippedKeys: number;
  readonly skippedPairs: number;
}

const comparable = (plan: LinkPlan): string => (plan.within ? '' : ' and l.rel <> r.rel');

/**
 * Makes the `lean` table: what bounding a pair takes, integers only, and each rule's key as `k<rule>`; rules that ask for
 * a word have a table of their own.
 */
export async function makeLean(
  warehouse: Warehouse,
  plan: LinkPlan,
  rules: readonly BlockRule[],
): Promise<void> {
  const columns = leanColumns(plan);
  const keys = rules.flatMap((rule, at) =>
    explodes(rule) || rule.atoms.length === 0 ? [] : [`${keySql(rule, 'l')} as k${String(at)}`],
  );
  await warehouse.run(
    `create or replace table ${plan.table('lean')} as select ${[...columns, ...keys].join(', ')} from ${plan.table('record')} l`,
  );
}

export const leanColumns = (plan: LinkPlan): string[] => [
  'no',
  'rel',
  ...plan.fields.flatMap(({ at }) => [`h${String(at)}`, `s${String(at)}`, `n${String(at)}`]),
];

const keysOf = (plan: LinkPlan, rule: BlockRule, at: number): string =>
  explodes(rule)
    ? keysSql(rule, plan.table('record'))
    : `select k${String(at)} as key, no, rel from ${plan.table('lean')} where k${String(at)} is not null`;

/** Finds the keys too many records share (`stop_key`) and counts what each rule forms. */
export async function countBlocks(
  warehouse: Warehouse,
  plan: LinkPlan,
  rules: readonly BlockRule[],
  possiblePairs: number,
): Promise<BlockCount[]> {
  const stop = plan.table('stop_key');
  await warehouse.run(`create or replace table ${stop} (rule tinyint, key ubigint)`);
  const counts: BlockCount[] = [];
  for (const [at, rule] of rules.entries()) {
    if (rule.atoms.length === 0) {
      counts.push({ rule: rule.name, keys: 1, pairs: possiblePairs, skippedKeys: 0, skippedPairs: 0 });
      continue;
    }
    const shared = plan.table('shared_key');
    const cap = String(plan.settings.largest_block);
    await warehouse.run(
      `create or replace temp table ${shared} as ${sharedKeysSql(plan, keysOf(plan, rule, at))}`,
    );
    await warehouse.run(
      `insert into ${stop} select ${String(at)}, key from ${shared} where n > ${cap} order by key`,
    );
    const [row] = await warehouse.rows<{ keys: number; pairs: number; sk: number; sp: number }>(
      `select count(*) filter (n <= ${cap})::double as keys, coalesce(sum(pairs) filter (n <= ${cap}), 0)::double as pairs, count(*) filter (n > ${cap})::double as sk, coalesce(sum(pairs) filter (n > ${cap}), 0)::double as sp from ${shared}`,
    );
    await warehouse.run(`drop table ${shared}`);
    counts.push({
      rule: rule.name,
      keys: row?.keys ?? 0,
      pairs: row?.pairs ?? 0,
      skippedKeys: row?.sk ?? 0,
      skippedPairs: row?.sp ?? 0,
    });
  }
  return counts;
}

/** Which pairs of a rule are wanted. */
export interface PairScope {
  /** A condition on the record `l` (`l.no` …) when only pairs with such a record are wanted. */
  readonly focus?: string;
  /** A condition on `l` and `r` that a pair must meet. */
  readonly where?: string;
}

/** Pairs of one rule, each once: `l` < `r` numbers of records. */
export function pairsOfRuleSql(plan: LinkPlan, rule: BlockRule, at: number, scope: PairScope): string {
  const lean = plan.table('lean');
  const { focus, where = 'true' } = scope;
  const order =
    focus === undefined
      ? 'l.no < r.no'
      : `l.no <> r.no and (l.no < r.no or not (${focus.replaceAll(/\bl\./g, 'r.')}))`;
  const left = focus === undefined ? lean : `(select * from ${lean} l where ${focus})`;
  const ends =
    focus === undefined ? 'l.no as l, r.no as r' : 'least(l.no, r.no) as l, greatest(l.no, r.no) as r';
  const only = `${order}${comparable(plan)}`;
  if (rule.atoms.length === 0)
    return `select ${ends} from ${left} l join ${lean} r on ${only} where ${where}`;
  const stop = `select key from ${plan.table('stop_key')} where rule = ${String(at)}`;
  if (!explodes(rule)) {
    const key = `k${String(at)}`;
    const all = `(select * from ${lean} where ${key} is not null and ${key} not in (${stop}))`;
    const few =
      focus === undefined
        ? all
        : `(select * from ${lean} l where ${focus} and ${key} is not null and ${key} not in (${stop}))`;
    return `select ${ends} from ${few} l join ${all} r on l.${key} = r.${key} and ${only} where ${where}`;
  }
  const keys = keysOf(plan, rule, at);
  return `with keys as materialized (select * from (${keys}) where key not in (${stop})),
    few as (select * from keys l ${focus === undefined ? '' : `where ${focus}`}),
    met as (select distinct ${ends} from few l join keys r on l.key = r.key and ${only})
    select met.l, met.r from met join ${lean} l on l.no = met.l join ${lean} r on r.no = met.r where ${where}`;
}
