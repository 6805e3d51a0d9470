import { TandemError } from '../../../../src/contract/errors.ts';
import { integerColumns } from '../../../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { decidedPairs, writeDecided, type NamedDecisions } from '../cluster/decided-pairs.ts';
import { moveKeys, rescore, writeKeys } from './increment-pairs.ts';
import { readChanges } from './increment-records.ts';
import { fieldWeights } from '../link-model.ts';
import type { LinkRelation } from '../link-plan.ts';
import type { LinkResult } from '../link-records.ts';
import { keyOf } from '../link-settings.ts';
import { premisesOf } from '../estimate/premises.ts';
import { recordColumns } from '../records/record-sql.ts';
import { recluster } from '../cluster/recluster.ts';
import { reviewWeight } from '../compare/score-pairs.ts';

/** With all decisions that hold now, not only new ones. */
export interface LinkIncrement extends NamedDecisions {
  /** New and changed records, a source for each relation of the run before, named as there. */
  readonly changed: readonly LinkRelation[];
  /** Ids of records that are no more, behind the relation's name where there are several (`crm|17`). */
  readonly removed?: readonly string[];
}

export interface IncrementResult {
  readonly changed: number;
  /** Records that are no more, or were replaced by a changed one. */
  readonly gone: number;
  readonly scoredPairs: number;
  /** Records whose component was clustered anew. */
  readonly clustered: number;
}

/**
 * Takes changed records into the tables a run of linkRecords (or an increment) left behind. The result is what a full run
 * of all records with that run's model (m, u, λ, weights of values, blocking rules) gives, up to record numbers; only a
 * full run estimates anew. Throws `bad_request` when records have no key to be known by.
 */
export async function linkIncrement(
  warehouse: Warehouse,
  { plan: before, model }: Pick<LinkResult, 'plan' | 'model'>,
  increment: LinkIncrement,
): Promise<IncrementResult> {
  const plan = { ...before, relations: increment.changed };
  const unnamed = plan.relations.find(({ name }) => keyOf(plan.settings, name) === undefined);
  if (unnamed !== undefined)
    throw new TandemError('bad_request', {
      reason: 'increment_needs_key',
      relation: unnamed.name,
    });
  const [scored, record, touched] = [
    plan.table('pair_scored'),
    plan.table('record'),
    plan.scratch('touched'),
  ];
  const premises = premisesOf(plan);
  const score = {
    rules: model.rules,
    prior: model.prior,
    weights: fieldWeights(model),
    ...(model.shared === undefined ? {} : { shared: model.shared }),
    premises,
  };
  await warehouse.run('begin transaction');
  try {
    await writeKeys(warehouse, plan, model);
    const changes = await readChanges(warehouse, plan, increment.removed ?? []);
    const focus = await moveKeys(warehouse, plan, model, changes);
    const wide = plan.table('wide');
    await warehouse.run(`delete from ${wide} where no in (select no from ${changes.gone})`);
    await warehouse.run(`insert into ${wide} select ${recordColumns(plan)} from ${changes.fresh}`);
    const decided = await decidedPairs(warehouse, plan, increment);
    const always = plan.scratch('always');
    await warehouse.run(
      `create or replace temp table ${always} as select * from (values (-1, -1)${decided.always.map(([l, r]) => `, (${String(l)}, ${String(r)})`).join('')}) as pair(l, r) where l >= 0`,
    );
    await warehouse.run(`insert into ${focus} select l from ${always} union all select r from ${always}`);
    const rescored = await rescore(warehouse, plan, score, { focus, always });
    await warehouse.run(
      `create or replace temp table ${touched} as
       with out as (select no from ${focus} union all select no from ${changes.gone}),
         old as (select l, r from ${scored} where l in (select no from out) or r in (select no from out) or weight < ${String(reviewWeight(plan))})
       select no from out union all select l from old union all select r from old union all select l from ${rescored} union all select r from ${rescored}
       union all select no from ${record} where id in (select id from ${plan.table('decided')})`,
    );
    await warehouse.run(
      `delete from ${scored} where weight < ${String(reviewWeight(plan))} or l in (select no from ${focus} union all select no from ${changes.gone}) or r in (select no from ${focus} union all select no from ${changes.gone})
         or (least(l, r), greatest(l, r)) in (select least(l, r), greatest(l, r) from ${rescored})`,
    );
    await warehouse.run(`insert into ${scored} by name select * from ${rescored}`);
    await writeDecided(warehouse, plan, increment);
    await warehouse.run(
      `insert into ${touched} select no from ${record} where id in (select id from ${plan.table('decided')})`,
    );
    const clustered = await recluster(warehouse, plan, { touched, gone: changes.gone }, decided);
    const [fresh, gone, pairs] = await integerColumns(
      warehouse,
      `select (select count(*) from ${changes.fresh})::integer, (select count(*) from ${changes.gone})::integer, (select count(*) from ${rescored})::integer`,
    );
    await warehouse.run('commit');
    return {
      changed: fresh?.[0] ?? 0,
      gone: gone?.[0] ?? 0,
      scoredPairs: pairs?.[0] ?? 0,
      clustered,
    };
  } catch (error) {
    await warehouse.run('rollback');
    throw error;
  }
}
