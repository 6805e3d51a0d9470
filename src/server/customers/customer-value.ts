import type { CustomerResponse } from '../../contract/api/customers.ts';
import type { MetricId } from '../../metrics/metric-definitions.ts';
import { compilePaying } from '../../metrics/customers/compile-customer.ts';
import { customerYear } from '../../metrics/customers/customer-year.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import { answerQuery, type Asker } from '../queries/answer-query.ts';
import { compileContext } from '../queries/compile-context.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';
import type { Services } from '../services.ts';
import type { FoundCustomer } from './find-customer.ts';

type Value = CustomerResponse['value'];

const ofYear: readonly MetricId[] = [
  'revenue',
  'gross_margin',
  'orders',
  'otif_rate',
  'receivables',
  'overdue_receivables',
  'pipeline_value',
  'weighted_pipeline',
  'open_cases',
];
const ofLife: readonly MetricId[] = ['revenue', 'gross_margin', 'orders'];
/** Before any business date a question may name. */
const beginning = '1900-01-01';

/** A row of `compilePaying`. */
type PayingRow = Readonly<
  Record<
    | 'days_to_pay'
    | 'days_past_due'
    | 'revenue_unrated'
    | 'lifetime_unrated'
    | 'receivables_unrated'
    | 'overdue_unrated'
    | 'receivables_payments'
    | 'overdue_payments'
    | 'days_payments'
    | 'opportunities_unrated',
    number | null
  >
> & { readonly last_order_on: string | null };

/** [C360-6] [C360-8] What a customer is worth: the metrics of the overview, asked of one customer by this person. */
export async function customerValue(
  services: Pick<Services, 'cache' | 'limits' | 'now' | 'workspace'>,
  lease: ServingLease,
  asker: Asker,
  customer: FoundCustomer,
): Promise<Value> {
  const policy = rowPolicy(asker.principal);
  const window = customerYear(lease.asOf);
  const ask = async (metrics: readonly MetricId[], from: string): Promise<Map<string, number | null>> => {
    const allowed = metrics.filter((metric) => policy.metrics.has(metric));
    const { columns, rows } = await answerQuery(services, lease, asker, {
      metrics: allowed,
      dimensions: [],
      filters: [{ dimension: 'customer', op: 'in', values: [customer.goldenId] }],
      window: { from, to: window.to },
      compare: [],
      order: [],
      limit: 1,
    });
    return new Map(
      columns.map(({ name }, at) => {
        const value = rows[0]?.[at];
        return [name, typeof value === 'number' ? value : null];
      }),
    );
  };
  const paying = async (): Promise<Pick<Value, 'daysToPay' | 'daysPastDue' | 'lastOrderOn' | 'unrated'>> => {
    const { sql, parameters } = compilePaying(
      customer.customerNo,
      policy,
      compileContext(lease, asker.language),
    );
    const [row] = await services.limits.queries.run(asker.principal.userId, () =>
      records<PayingRow>(lease, sql, parameters),
    );
    return {
      daysToPay: row?.days_to_pay ?? null,
      daysPastDue: row?.days_past_due ?? null,
      lastOrderOn: row?.last_order_on ?? null,
      unrated: {
        revenue: row?.revenue_unrated ?? 0,
        revenueLifetime: row?.lifetime_unrated ?? 0,
        receivables: row?.receivables_unrated ?? 0,
        overdue: row?.overdue_unrated ?? 0,
        opportunities: row?.opportunities_unrated ?? 0,
        payments: {
          receivables: row?.receivables_payments ?? 0,
          overdue: row?.overdue_payments ?? 0,
          daysToPay: row?.days_payments ?? 0,
        },
      },
    };
  };
  const [year, life, paid] = await Promise.all([ask(ofYear, window.from), ask(ofLife, beginning), paying()]);
  const of = (from: ReadonlyMap<string, number | null>, metric: MetricId): number | null =>
    from.get(metric) ?? null;
  return {
    window,
    revenue: of(year, 'revenue'),
    revenueLifetime: of(life, 'revenue'),
    ...(policy.metrics.has('gross_margin')
      ? { margin: of(year, 'gross_margin'), marginLifetime: of(life, 'gross_margin') }
      : {}),
    orders: of(year, 'orders'),
    ordersLifetime: of(life, 'orders'),
    receivables: of(year, 'receivables'),
    overdue: of(year, 'overdue_receivables'),
    pipeline: of(year, 'pipeline_value'),
    weightedPipeline: of(year, 'weighted_pipeline'),
    otifRate: of(year, 'otif_rate'),
    openCases: of(year, 'open_cases'),
    ...paid,
  };
}
