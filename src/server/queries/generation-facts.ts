import { records } from './records.ts';
import type { ServingLease } from './serving.ts';

export interface GenerationFacts {
  readonly builtAt: string | null;
  readonly baseCurrency: string | null;
  readonly timeZone: string | null;
  readonly dataFrom: string | null;
  readonly dataTo: string | null;
}

/** What a generation says of itself: when it was built and which business days it holds. */
export async function generationFacts(lease: ServingLease): Promise<GenerationFacts> {
  const [meta] = lease.tables.has('meta_generation')
    ? await records<{ built_at: string | null; base_currency: string | null; time_zone: string | null }>(
        lease,
        `select built_at::varchar as built_at, base_currency, time_zone from meta_generation limit 1`,
      )
    : [];
  const [span] = await records<{ data_from: string | null; data_to: string | null }>(
    lease,
    `select min(date_on)::varchar as data_from, max(date_on)::varchar as data_to from (
  select min(ordered_on) as date_on from fct_sales_order_line union all select max(ordered_on) from fct_sales_order_line
  union all select min(issued_on) from fct_invoice_line union all select max(issued_on) from fct_invoice_line)`,
  );
  return {
    builtAt: meta?.built_at ?? null,
    baseCurrency: meta?.base_currency ?? null,
    timeZone: meta?.time_zone ?? null,
    dataFrom: span?.data_from ?? null,
    dataTo: span?.data_to ?? null,
  };
}
