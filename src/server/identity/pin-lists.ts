import type { IdentityPinListsResponse } from '../../contract/api/identity.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';

export type PinLists = Pick<IdentityPinListsResponse, 'countries' | 'currencies' | 'channels' | 'industries'>;

const sql = `select 'countries' as list, country as value from ref_countries where regexp_full_match(country, '[A-Z]{2}')
union select 'currencies', currency from dim_currency_rate where regexp_full_match(currency, '[A-Z]{3}')
union select 'currencies', trim(currency) from dim_customer where regexp_full_match(trim(currency), '[A-Z]{3}')
union select 'channels', channel from ref_channels where channel is not null
union select 'channels', channel from dim_customer where channel is not null
union select 'industries', trim(industry) from dim_customer where trim(industry) <> ''
order by list, value`;

/** [REVIEW-5] What a pin of a field with a list of its own can be: what reference tables and data know, each sorted. */
export async function pinLists(lease: Pick<ServingLease, 'rows'>): Promise<PinLists> {
  const { countriesWithPhones } = await import('../../../pipelines/identity/normalise/phone.ts');
  const rows = await records<{ list: keyof PinLists; value: string }>(lease, sql);
  const of = (list: keyof PinLists): string[] =>
    rows.filter((row) => row.list === list).map(({ value }) => value);
  return {
    countries: [...new Set([...of('countries'), ...countriesWithPhones()])].sort(),
    currencies: of('currencies'),
    channels: of('channels'),
    industries: of('industries'),
  };
}
