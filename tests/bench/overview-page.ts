import type { BatchRequest } from '../../src/contract/api/query.ts';
import type { Compare, Filter, Window } from '../../src/contract/query.ts';
import { overviewQueries } from '../../src/web/pages/overview/overview-queries.ts';
import { bucketFor, monthStart, periodIds, periodWindow } from '../../src/web/state/periods.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import { benchAsOf } from './bench-workspace.ts';

/** What a person has chosen on the overview page. */
export interface Choice {
  readonly window: Window;
  readonly filters: readonly Filter[];
  readonly compare: Compare;
  readonly movers: string;
}

/** The body of the one request of the overview page: twelve tiles with their sparklines, charts, funnel and movers. */
export const overviewBody = (choice: Choice): BatchRequest => ({
  queries: overviewQueries({ ...choice, bucket: bucketFor(choice.window), allows: () => true }),
});

export const openingChoice: Choice = {
  window: periodWindow('last12m', benchAsOf),
  filters: [],
  compare: 'previous_year',
  movers: 'customer',
};

const regions = ['East China', 'North China', 'South China', 'West China', 'Europe', 'North America', null];
const channels = ['Direct', 'Distributor', 'Web', 'Key Account', null];

/** A preset of the page or twelve whole months, some regions and channels: what people choose in its filters. */
export function randomChoice(random: SeededRandom): Choice {
  const some = (dimension: string, members: readonly (string | null)[]): Filter[] =>
    random.chance(0.7)
      ? [
          {
            dimension,
            op: 'in',
            values: [...new Set([random.pick(members), ...random.some(members, 0.4)])],
          },
        ]
      : [];
  const to = monthStart(benchAsOf, -random.integer(12));
  return {
    window: random.chance(0.5)
      ? periodWindow(random.pick(periodIds), benchAsOf)
      : { from: monthStart(to, -12), to },
    filters: [...some('region', regions), ...some('channel', channels)],
    compare: random.pick(['previous_period', 'previous_year']),
    movers: random.pick(['customer', 'product', 'region']),
  };
}
