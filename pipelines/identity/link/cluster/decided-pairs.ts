import type { LinkConstraints } from '../../../../src/stats/linkage/cluster/link-edge.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import type { LinkPlan } from '../link-plan.ts';

type Named = readonly (readonly [string, string])[];

export interface NamedDecisions {
  /** Decisions of people, by id of record. */
  readonly decisions?: { readonly mustLink: Named; readonly cannotLink: Named };
  /** Pairs of ids that are scored whatever brings them together and whatever they weigh. */
  readonly keep?: Named;
}

const idsOf = ({ decisions, keep = [] }: NamedDecisions): string[] =>
  [...(decisions?.mustLink ?? []), ...(decisions?.cannotLink ?? []), ...keep].flat();

/** Decisions by number of record, those whose records are there; `always`: pairs that are scored in any case. */
export async function decidedPairs(
  warehouse: Warehouse,
  plan: LinkPlan,
  named: NamedDecisions,
): Promise<LinkConstraints & { readonly always: [number, number][] }> {
  const ids = idsOf(named);
  if (ids.length === 0) return { mustLink: [], cannotLink: [], always: [] };
  const rows = await warehouse.rows<{ id: string; no: number }>(
    `select id, no from ${plan.table('code')} where id in (select unnest(from_json($1, '["varchar"]')))`,
    [JSON.stringify(ids)],
  );
  const numbers = new Map(rows.map(({ id, no }) => [id, no]));
  const pairs = (of: Named = []): [number, number][] =>
    of.flatMap(([a, b]): [number, number][] => {
      const [left, right] = [numbers.get(a), numbers.get(b)];
      return left === undefined || right === undefined || left === right
        ? []
        : [[Math.min(left, right), Math.max(left, right)]];
    });
  const [mustLink, cannotLink] = [pairs(named.decisions?.mustLink), pairs(named.decisions?.cannotLink)];
  return { mustLink, cannotLink, always: [...mustLink, ...cannotLink, ...pairs(named.keep)] };
}

/** Remembers whose decisions the clusters rest on: `decided` (id). */
export const writeDecided = (warehouse: Warehouse, plan: LinkPlan, named: NamedDecisions): Promise<void> =>
  warehouse.run(
    `create or replace table ${plan.table('decided')} as select distinct unnest(from_json($1, '["varchar"]')) as id`,
    [JSON.stringify(idsOf(named))],
  );
