/**
 * For each record 0, or the number of its source among those that hold every customer once ($1, a JSON list of sources), by
 * `customer_id` (`<source>|<key>`) in the order of `n`.
 */
export const onceSql = (records: string, n: string): string =>
  `select coalesce(list_position(from_json($1, '["varchar"]'), split_part(customer_id, '|', 1)), 0)::integer as once from ${records} order by ${n}`;
