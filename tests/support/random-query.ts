import { type Query, querySchema, type Window } from '../../src/contract/query.ts';
import { dimensionDefinitions, metricDefinitions } from '../../src/metrics/registry.ts';
import { fixtureMembers } from './core-fixture.ts';
import type { SeededRandom } from './seeded-random.ts';

const edges = [
  '2023-11-15',
  '2023-12-01',
  '2023-12-31',
  '2024-01-01',
  '2024-01-31',
  '2024-02-01',
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2024-03-31',
  '2024-04-01',
  '2024-07-01',
  '2024-12-31',
  '2025-01-01',
  '2025-02-28',
  '2025-03-01',
  '2025-04-01',
  '2025-04-18',
];
const shift = (iso: string, days: number): string =>
  new Date(Date.parse(iso) + days * 86_400_000).toISOString().slice(0, 10);
const members: Readonly<Record<string, readonly (string | null)[]>> = {
  ...fixtureMembers,
  customer: ['unknown', 'gc_1', 'gc_2', 'gc_3', 'gc_7', null],
  paying_behaviour: ['prompt', 'slow', 'late', null],
  delivery_performance: ['good', 'poor'],
  service_risk: ['none', 'open_case', 'both'],
  systems: ['crm', 'erp', 'both'],
  first_campaign: ['Fair', null],
  lead_source: ['Web', null],
  golden_product: ['gi_1', 'gi_4', 'gi_5', null],
  product_systems: ['both', 'crm', null],
  product: ['erp|g0', 'erp|g1', 'erp|g5', null],
};
const memberDimensions = dimensionDefinitions.filter(({ kind }) => kind !== 'date').map(({ id }) => id);
const dates = [
  'date.day',
  'date.week',
  'date.month',
  'date.month',
  'date.quarter',
  'date.year',
  'date.fiscal_quarter',
  'date.fiscal_year',
];

function randomWindow(random: SeededRandom): Window {
  if (random.chance(0.35)) {
    const month = random.integer(16);
    const to = month + 1 + random.integer(random.pick([1, 3, 12]));
    const first = (at: number): string => new Date(Date.UTC(2023, 11 + at, 1)).toISOString().slice(0, 10);
    return { from: first(month), to: first(to) };
  }
  const from = random.pick(edges);
  const to = random.chance(0.3) ? shift(from, 1 + random.integer(40)) : random.pick(edges);
  return from < to ? { from, to } : { from, to: shift(from, 1) };
}

/** A random question that the schema accepts: every metric, dimension, filter, window and comparison can occur. */
export function randomQuery(
  random: SeededRandom,
  metrics: readonly string[] = metricDefinitions.map(({ id }) => id),
): Query {
  const count = random.pick([1, 1, 1, 1, 2, 2, 3]);
  const chosen = new Set(Array.from({ length: count }, () => random.pick(metrics)));
  const common = random.chance(0.7) ? (['region', 'channel'] as const) : memberDimensions;
  const time = random.chance(0.4) ? [random.pick(dates)] : [];
  const others = random.chance(0.5) ? [random.pick(common)] : random.chance(0.2) ? ['region', 'channel'] : [];
  const filters = Array.from({ length: random.pick([0, 0, 1, 2]) }, () => {
    const dimension = random.pick(common);
    return {
      dimension,
      op: random.pick(['in', 'in', 'not_in'] as const),
      values: random.some([...(members[dimension] ?? []), 'Nowhere'], 0.5),
    };
  });
  const dimensions = random.chance(0.5) ? [...time, ...others] : [...others, ...time];
  let window = randomWindow(random);
  if (time[0] === 'date.day' && shift(window.from, 45) < window.to)
    window = { from: window.from, to: shift(window.from, 45) };
  const compare = random.some(['previous_period', 'previous_year'] as const, 0.3);
  const columns = [
    ...dimensions,
    ...[...chosen].flatMap((id) => [
      id,
      ...compare.flatMap((each) => [`${id}__${each}`, `${id}__moved_${each}`]),
    ]),
  ];
  return querySchema.parse({
    metrics: [...chosen],
    dimensions,
    filters,
    window,
    compare,
    order: random.chance(0.4)
      ? [{ by: random.pick(columns), direction: random.pick(['asc', 'desc'] as const) }]
      : [],
    limit: random.chance(0.15) ? 1 + random.integer(5) : 10_000,
  });
}
