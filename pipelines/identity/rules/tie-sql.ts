import type { TiedEntity } from './tie-rule.ts';
import { tieRules } from './tie-rules.ts';

/** Pairs that a rule ties, by number ("left" < "right"), in the order in which they join. */
export const tieSql = (entity: TiedEntity, relation: string): string =>
  `select "left", "right" from (${tieRules[entity]
    .filter(({ ties }) => ties)
    .map(
      ({ on }, rank) =>
        `select a.n as "left", b.n as "right", ${String(rank)} as rank from ${relation} a join ${relation} b on ${on} and a.n < b.n`,
    )
    .join(' union all ')}) as tied group by "left", "right" order by min(rank), "left", "right"`;

/**
 * Names (n, name) of the contacts that share a mailbox with one of another name, '' where none is said; undefined where an entity
 * has no such names.
 */
export const namesAtTiesSql = (entity: TiedEntity, relation: string): string | undefined =>
  entity === 'contact'
    ? `select n::double as n, coalesce(full_name, '') as name from ${relation} where golden_id is not null and email is not null
       window mailbox as (partition by golden_id, email)
       qualify min(coalesce(name, '')) over mailbox <> max(coalesce(name, '')) over mailbox`
    : undefined;
