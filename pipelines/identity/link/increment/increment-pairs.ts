import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { keysSql, readBlocks } from '../block/block-rules.ts';
import type { LinkModel } from '../link-model.ts';
import type { LinkPlan } from '../link-plan.ts';
import type { WeightModel } from '../../../../src/stats/linkage/weigh/pair-weight.ts';
import { reviewWeight } from '../compare/score-pairs.ts';
import { scoredSql } from '../compare/score-sql.ts';
import { termTable } from '../estimate/term-frequency.ts';

export const keyTable = (plan: LinkPlan, rule: number): string => plan.table(`key_${String(rule)}`);

/** What increments keep up to date and a full run makes anew. */
export async function forgetIncrements(warehouse: Warehouse, plan: LinkPlan): Promise<void> {
  await warehouse.run(`drop table if exists ${plan.table('wide')}`);
  for (let rule = 0; rule < mostRules; rule++)
    await warehouse.run(`drop table if exists ${keyTable(plan, rule)}`);
}

/** Bits of a pair's rules. */
const mostRules = 64;

/** Keeps the records with their normal forms, and the keys of all records, a table a rule, for increments to look up. */
export async function writeKeys(
  warehouse: Warehouse,
  plan: LinkPlan,
  model: Pick<LinkModel, 'rules'>,
): Promise<void> {
  const [record, wide] = [plan.table('record'), plan.table('wide')];
  await warehouse.run(`create table if not exists ${wide} as select * from ${record}`);
  await warehouse.run(`create or replace view ${record} as select * from ${wide}`);
  await warehouse.run(`create or replace view ${plan.table('code')} as select no, id, rel from ${wide}`);
  for (const [at, rule] of readBlocks(plan, model.rules).entries())
    await warehouse.run(
      `create table if not exists ${keyTable(plan, at)} as ${keysSql(rule, plan.table('record'))}`,
    );
}

/**
 * Brings the key tables up to date and names the records whose pairs are to be formed anew (`focus`: no): the fresh ones,
 * and those of a block that has become too large, or is no longer.
 */
export async function moveKeys(
  warehouse: Warehouse,
  plan: LinkPlan,
  model: Pick<LinkModel, 'rules'>,
  { fresh, gone }: { readonly fresh: string; readonly gone: string },
): Promise<string> {
  const focus = plan.scratch('focus');
  const [added, sizes] = [plan.scratch('added_key'), plan.scratch('key_size')];
  const cap = String(plan.settings.largest_block);
  await warehouse.run(`create or replace temp table ${focus} as select no from ${fresh}`);
  for (const [at, rule] of readBlocks(plan, model.rules).entries()) {
    const keys = keyTable(plan, at);
    await warehouse.run(`create or replace temp table ${added} as ${keysSql(rule, fresh)}`);
    if (rule.atoms.length > 0) {
      await warehouse.run(
        `create or replace temp table ${sizes} as
         with lost as materialized (select key, count(*) as n from ${keys} where no in (select no from ${gone}) group by key),
           won as (select key, count(*) as n from ${added} group by key),
           had as (select key, count(*) as n from ${keys} where key in (select key from lost union select key from won) group by key)
         select key, coalesce(had.n, 0) as before, coalesce(had.n, 0) - coalesce(lost.n, 0) + coalesce(won.n, 0) as after
         from (select key from lost union select key from won) left join had using (key) left join lost using (key) left join won using (key)`,
      );
      await warehouse.run(
        `insert into ${focus} select no from ${keys} where key in (select key from ${sizes} where (before > ${cap}) <> (after > ${cap}))`,
      );
    }
    await warehouse.run(`delete from ${keys} where no in (select no from ${gone})`);
    await warehouse.run(`insert into ${keys} select key, no, rel from ${added}`);
  }
  await warehouse.run(
    `create or replace temp table ${focus} as select distinct no from ${focus} where no not in (select no from ${gone})`,
  );
  return focus;
}

/** The smaller number belongs to the record that comes first in the order of all records, which numbers of increments do not tell. */
const orderOf = (alias: string): string => `(hash(${alias}.id), ${alias}.id, ${alias}.rel)`;

/**
 * Forms and scores all pairs with a record of `focus`, and those in `always` (l, r), into a table like `pair_scored`.
 * `changed` (no) are records of pairs that were, or are now.
 */
export async function rescore(
  warehouse: Warehouse,
  plan: LinkPlan,
  model: Pick<LinkModel, 'rules'> & Pick<WeightModel, 'prior' | 'weights' | 'shared' | 'premises'>,
  { focus, always }: { readonly focus: string; readonly always: string },
): Promise<string> {
  const [met, candidate, into] = ['met', 'candidate', 'rescored'].map(plan.scratch);
  const [record, cap] = [plan.table('record'), String(plan.settings.largest_block)];
  await warehouse.run(
    `create or replace temp table ${String(met)} (l integer, r integer, bit bigint, kept integer)`,
  );
  for (const [at, rule] of readBlocks(plan, model.rules).entries()) {
    const keys = keyTable(plan, at);
    const small = rule.atoms.length === 0 ? '' : `qualify count(*) over (partition by key) <= ${cap}`;
    await warehouse.run(
      `insert into ${String(met)}
       with near as materialized (select key, no, rel from ${keys} where key in (select key from ${keys} where no in (select no from ${focus})) ${small}),
         mine as (select * from near where no in (select no from ${focus}))
       select distinct least(l.no, r.no), greatest(l.no, r.no), ${String(2 ** at)}, 0 from mine l join near r on l.key = r.key and l.no <> r.no${plan.within ? '' : ' and l.rel <> r.rel'}`,
    );
  }
  await warehouse.run(`insert into ${String(met)} select least(l, r), greatest(l, r), 0, 1 from ${always}`);
  const weighted = plan.fields.filter((field) => field.weighted);
  const adds = weighted.map(
    (field) =>
      `, (case when l.v${String(field.at)} = r.v${String(field.at)} then coalesce(y${String(field.at)}.adjust, (select max(adjust) from ${termTable(plan, field)} where v is null), 0) else 0 end)::integer as f${String(field.at)}`,
  );
  const joins = weighted.map(
    (field) =>
      ` left join ${termTable(plan, field)} y${String(field.at)} on y${String(field.at)}.v = l.v${String(field.at)}`,
  );
  const first = `${orderOf('l')} < ${orderOf('r')}`;
  await warehouse.run(
    `create or replace temp table ${String(candidate)} as
     select case when ${first} then p.l else p.r end as l, case when ${first} then p.r else p.l end as r,
       (bits & 4294967295)::bigint as low, (bits >> 32)::bigint as high, p.kept${adds.join('')}
     from (select l, r, bit_or(bit) as bits, max(kept) as kept from ${String(met)} group by l, r) p
     join ${record} l on l.no = p.l join ${record} r on r.no = p.r${joins.join('')}`,
  );
  await warehouse.run(
    `create or replace temp table ${String(into)} as ${scoredSql(plan, model, String(candidate), reviewWeight(plan))}`,
  );
  await warehouse.run(`drop table ${String(met)}; drop table ${String(candidate)}`);
  return String(into);
}
