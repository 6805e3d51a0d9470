import { seriesSql } from '../../pipelines/identity/golden/series-sql.ts';
import { acceptablePairs } from '../../src/server/identity/acceptable-pairs.ts';
import { bandPrecision, type BandPrecision } from '../../src/stats/linkage/weigh/band-precision.ts';
import { seriesSayings } from '../../src/stats/linkage/cluster/series-sayings.ts';
import { integerColumns } from '../../src/warehouse/bulk-rows.ts';
import type { DemoCustomers } from './identity-truth.ts';

export interface AcceptedBand {
  readonly offered: number;
  /** Of them, those that are one by the demo's truth. */
  readonly right: number;
  readonly precision: BandPrecision | undefined;
}

const none = new Int32Array();
const thresholds = { match: 3_000, review: -3_000 };

/**
 * Reads a demo about which nothing is decided; gives what accepting a band of weights (1/1000 bit, half-open) would take
 * in.
 */
export async function bandsOf({
  warehouse,
  truth,
}: DemoCustomers): Promise<(from: number, to: number) => AcceptedBand> {
  const numbered = (relation: string): string =>
    `${relation} join int_customer_identity l on l.customer_id = left_id join int_customer_identity r on r.customer_id = right_id`;
  const sides = 'least(l.position, r.position), greatest(l.position, r.position)';
  const [left = none, right = none, weight = none, same = none] = await integerColumns(
    warehouse,
    `select ${sides}, weight, coalesce(a.entity = b.entity, false)::integer from ${numbered('int_identity_pair')}
left join (${truth}) a on a.id = left_id left join (${truth}) b on b.id = right_id order by weight desc, 1, 2`,
  );
  const [a = none, b = none] = await integerColumns(
    warehouse,
    `select ${sides} from ${numbered('int_identity_said')} order by 1, 2`,
  );
  const [records] = await integerColumns(
    warehouse,
    'select count(*)::integer as n from int_customer_identity',
  );
  const count = records?.[0] ?? 0;
  const said = await warehouse.rows<{ said: string | null }>(seriesSql('int_customer_identity', 'position'));
  return (from, to) => {
    const band = left.map((_, at) => at).filter((at) => (weight[at] ?? 0) >= from && (weight[at] ?? 0) < to);
    const { taken, chance, questions } = acceptablePairs({
      kind: 'accept',
      data: {
        records: count,
        pairs: { left, right, weight },
        said: { left: a, right: b },
        once: new Int32Array(count),
        series: seriesSayings(said.map((row) => row.said)),
      },
      numbers: new Map(),
      state: { decisions: [], thresholds },
      left: band.map((at) => left[at] ?? 0),
      right: band.map((at) => right[at] ?? 0),
    });
    return {
      offered: taken.length,
      right: taken.reduce((sum, at) => sum + (same[band[at] ?? 0] ?? 0), 0),
      precision: bandPrecision(chance, questions, { judged: 0, joined: 0 }),
    };
  };
}
