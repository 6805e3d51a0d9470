import { type KnownColumns, mintAttempts } from './known-columns.ts';

/** SQL of the id minted from a record's id; `attempt` tells apart ids minted from one record. */
export const mintedId = (recordId: string, attempt: string): string =>
  `'gc_' || left(sha256('customer|' || ${recordId} || case when ${attempt} = 1 then '' else '#' || ${attempt} end), 16)`;

/** What ids are read from: SQL of relations. */
export interface KnownRelations {
  /** customer_id, n: the records that are there now, by age. */
  readonly customer: string;
  /** customer_id, golden_id: those that were served. */
  readonly record: string;
  /** golden_id, customer_id, retired */
  readonly former: string;
  /** old_golden_id, golden_id */
  readonly redirect: string;
  /** id, golden_id: all of them, numbered from 0. */
  readonly known: string;
}

/** SQL that numbers every golden id of these relations in the order of ids. */
export const numberedIds = ({ record, former, redirect }: Omit<KnownRelations, 'known'>): string =>
  `select cast(row_number() over (order by golden_id) - 1 as integer) as id, golden_id from (
    select golden_id from ${record} union select golden_id from ${former} union select old_golden_id from ${redirect}
  )`;

/** Reads known ids; `columns` gives the columns of a SELECT of integers. */
export async function readKnown(
  columns: (sql: string) => Promise<Int32Array[]>,
  relations: KnownRelations,
  records: number,
): Promise<KnownColumns> {
  const { customer, record, former, redirect: redirects, known } = relations;
  const pairs = async (sql: string): Promise<[Int32Array, Int32Array]> => {
    const [a = new Int32Array(), b = new Int32Array()] = await columns(sql);
    return [a, b];
  };
  const [[count = 0] = []] = await columns(`select count(*)::integer as n from ${known} as known`);
  const previous = new Int32Array(records).fill(-1);
  const redirect = new Int32Array(count).fill(-1);
  const retired = new Int32Array(count).fill(-1);
  if (count === 0) {
    const empty = new Int32Array();
    return {
      count,
      previous,
      redirect,
      retired,
      formerId: empty,
      formerRecord: empty,
      mintedKey: empty,
      mintedId: empty,
    };
  }
  const [served, ids] = await pairs(
    `select c.n, k.id from ${record} r join ${customer} c using (customer_id) join ${known} k using (golden_id)`,
  );
  served.forEach((one, at) => (previous[one] = ids[at] ?? -1));
  const [formerId, formerRecord] = await pairs(
    `select k.id, c.n from ${former} f join ${customer} c using (customer_id) join ${known} k using (golden_id) order by k.id, c.n`,
  );
  const [gone, when] = await pairs(
    `select distinct k.id, f.retired from ${former} f join ${known} k using (golden_id)`,
  );
  gone.forEach((id, at) => (retired[id] = when[at] ?? -1));
  const [from, to] = await pairs(
    `select a.id, b.id from ${redirects} r join ${known} a on a.golden_id = r.old_golden_id join ${known} b on b.golden_id = r.golden_id`,
  );
  from.forEach((id, at) => (redirect[id] = to[at] ?? -1));
  const [mintedKey, minted] = await pairs(
    `select cast(n * ${mintAttempts} + attempt - 1 as integer), k.id from (
      select n, attempt::integer as attempt, ${mintedId('customer_id', 'attempt')} as golden_id
      from ${customer} as c cross join range(1, ${mintAttempts + 1}) as tries(attempt)
    ) join ${known} k using (golden_id)`,
  );
  return { count, previous, redirect, retired, formerId, formerRecord, mintedKey, mintedId: minted };
}
