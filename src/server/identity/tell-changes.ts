import { createHash } from 'node:crypto';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';
import type { ClusterChange } from './cluster-changes.ts';
import { knownSql } from './cluster-data.ts';
import { movedNames } from './moved-names.ts';

/** A golden customer before and after, by ids. */
export interface ToldChange {
  readonly goldenId: string;
  /** As the generation served has it; of a new one that of its oldest record. */
  readonly name: string | null;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly names: Readonly<Record<string, string>>;
}

/** The id that a build mints from a record. */
const minted = (record: string, attempt: number): string =>
  `gc_${createHash('sha256')
    .update(`customer|${record}${attempt === 1 ? '' : `#${attempt}`}`)
    .digest('hex')
    .slice(0, 16)}`;

/** Ids and names for the numbers of changes. */
export async function tellChanges(
  lease: Pick<ServingLease, 'rows'>,
  changes: readonly ClusterChange[],
): Promise<ToldChange[]> {
  if (changes.length === 0) return [];
  const numbers = [
    ...new Set(
      changes.flatMap(({ before, after, mintRecord }) => [
        ...before,
        ...after,
        ...(mintRecord < 0 ? [] : [mintRecord]),
      ]),
    ),
  ];
  const [people, golden] = await Promise.all([
    records<{ n: number; id: string; name: string | null }>(
      lease,
      `select i.position as n, i.customer_id as id, c.name from int_customer_identity i
left join dim_customer c on c.customer_id = i.customer_id and c.is_current
where i.position in (select unnest(from_json($1::json, '["integer"]')))`,
      [JSON.stringify(numbers)],
    ),
    records<{ n: number; id: string; name: string | null }>(
      lease,
      `select k.id as n, k.golden_id as id, g.name from ${knownSql} k left join dim_golden_customer g using (golden_id)
where k.id in (select unnest(from_json($1::json, '["integer"]')))`,
      [JSON.stringify(changes.map(({ known }) => known).filter((known) => known >= 0))],
    ),
  ]);
  const person = new Map(people.map((row) => [row.n, row]));
  const known = new Map(golden.map((row) => [row.n, row]));
  const ids = (of: readonly number[]): string[] => of.map((n) => person.get(n)?.id ?? '').sort();
  return changes.map((change) => {
    const oldest = person.get(Math.min(...change.after, ...change.before));
    return {
      goldenId:
        known.get(change.known)?.id ?? minted(person.get(change.mintRecord)?.id ?? '', change.mintAttempt),
      name: known.get(change.known)?.name ?? oldest?.name ?? null,
      before: ids(change.before),
      after: ids(change.after),
      names: movedNames(change, (n) => person.get(n)),
    };
  });
}
