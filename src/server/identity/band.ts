import type { z } from 'zod';
import type { identityBandRequest, IdentityBandResponse } from '../../contract/api/identity.ts';
import { createParameters } from '../../metrics/parameters.ts';
import { bandPrecision } from '../../stats/linkage/weigh/band-precision.ts';
import { records } from '../queries/records.ts';
import type { Services } from '../services.ts';
import { readColumns } from './cluster-data.ts';
import { numbersOf, stateUnder } from './cluster-question.ts';
import { decidedPairs } from './decided-pairs.ts';
import { pairSql } from './pair-sql.ts';
import type { Review } from './with-review.ts';

/** Decisions that one request may send. */
const atOnce = 1_000;
const empty = new Int32Array();

/**
 * [REVIEW-7] [REVIEW-13] Pairs of a band of weights that a person may accept at once: undecided, not one yet, kept apart by no
 * decision; and how sure it is that they are one.
 */
export async function reviewBand(
  services: Pick<Services, 'identity'>,
  { lease, model, state, stamp }: Review,
  { from, to }: z.output<typeof identityBandRequest>,
): Promise<IdentityBandResponse> {
  const parameters = createParameters();
  const pairs = pairSql(decidedPairs(state.active, 'customer'), state, parameters);
  const inBand = `weight >= ${parameters.integer(from)} and weight < ${parameters.integer(to)}`;
  const question = stateUnder(state.active, model);
  const [columns, [judged], data, numbers] = await Promise.all([
    readColumns(
      lease,
      `with ${pairs} select least(l.position, r.position) as "left", greatest(l.position, r.position) as "right" from pair
join int_customer_identity l on l.customer_id = l_id join int_customer_identity r on r.customer_id = r_id
where ${inBand} and decided_id is null and probability is not null and not one_of_several order by weight desc, 1, 2`,
      parameters.values,
    ),
    records<Record<'judged' | 'joined', number>>(
      lease,
      `with ${pairs} select count(*)::double as judged, count(*) filter (joins)::double as joined from pair
where ${inBand} and decided_id is not null and probability is not null`,
      parameters.values,
    ),
    services.identity.data(lease),
    numbersOf(lease, question.decisions),
  ]);
  const [left, right] = columns.map((column) => (column instanceof Int32Array ? column : empty));
  const { taken, chance, questions } = await services.identity.thread.accept({
    kind: 'accept',
    data,
    numbers,
    state: question,
    left: left ?? empty,
    right: right ?? empty,
  });
  const { judged: n, joined } = judged ?? { judged: 0, joined: 0 };
  const precision = bandPrecision(chance, questions, { judged: n, joined });
  const sent = Array.from(taken.subarray(0, atOnce), (at) => [left?.[at] ?? 0, right?.[at] ?? 0] as const);
  const ids = await idsOf(lease, sent.flat());
  return {
    ...stamp,
    pairs: taken.length,
    precision: precision?.mean ?? null,
    low: precision?.low ?? null,
    high: precision?.high ?? null,
    judged: n,
    joined,
    decisions: sent.map(([a, b]) => ({
      kind: 'must_link',
      entity: 'customer',
      records: [ids.get(a) ?? '', ids.get(b) ?? ''].sort(),
      why: '',
    })),
  };
}

async function idsOf(
  lease: Review['lease'],
  numbers: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await records<{ n: number; id: string }>(
    lease,
    `select position as n, customer_id as id from int_customer_identity where position in (select unnest(from_json($1::json, '["integer"]')))`,
    [JSON.stringify([...new Set(numbers)])],
  );
  return new Map(rows.map(({ n, id }) => [n, id]));
}
