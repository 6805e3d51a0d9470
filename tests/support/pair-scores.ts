import type { Warehouse } from '../../src/warehouse/open.ts';

export interface PairScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly pairs: number;
}

/**
 * Precision, recall and F1 of pairs (a SELECT of `a`, `b`) against truth (a SELECT of `id`, `entity`, `rel`); with
 * `across` only pairs of different relations count.
 */
export async function pairScores(
  warehouse: Warehouse,
  truth: string,
  pairs: string,
  across = false,
): Promise<PairScores> {
  const [row] = await warehouse.rows<{ found: number; right: number; truth: number }>(
    `with t as materialized (${truth}), p as (${pairs}),
     true_pairs as (select count(*)::double as n from t x join t y on x.entity = y.entity and x.id < y.id ${across ? 'and x.rel <> y.rel' : ''}),
     judged as (select count(*)::double as found, count(*) filter (x.entity = y.entity)::double as "right" from p join t x on x.id = p.a join t y on y.id = p.b)
     select found, "right", n as truth from judged, true_pairs`,
  );
  const found = row?.found ?? 0;
  const right = row?.right ?? 0;
  const precision = right / Math.max(1, found);
  const recall = right / Math.max(1, row?.truth ?? 0);
  return {
    precision,
    recall,
    f1: (2 * precision * recall) / Math.max(1e-9, precision + recall),
    pairs: found,
  };
}

/** The scores of the clusters that a link under its usual names left, against column `entity` of table `of`. */
export const clusterScores = (
  warehouse: Warehouse,
  { of = 'person', id = 'rec_id' }: { readonly of?: string; readonly id?: string } = {},
): Promise<PairScores> =>
  pairScores(
    warehouse,
    `select ${id} as id, entity, 0 as rel from ${of}`,
    `select a.id as a, b.id as b from link_cluster x join link_cluster y using (cluster) join link_record a on a.no = x.no join link_record b on b.no = y.no where a.id < b.id`,
  );
