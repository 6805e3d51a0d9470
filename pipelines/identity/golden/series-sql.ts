/** The numbers of a series in the name of each record (`2004 2`; NULL for none) as `said`, by `customer_id` in the order of `n`. */
export const seriesSql = (records: string, n: string): string =>
  `select kept.fields['name_number'] as said from ${records} as record left join mart_identity_record as kept using (customer_id) order by record.${n}`;
