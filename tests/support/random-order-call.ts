import { orderViews } from '../../src/contract/order-words.ts';
import { fixtureMembers } from './core-fixture.ts';
import { opportunityCount, orderCount } from './order-fixture.ts';
import type { SeededRandom } from './seeded-random.ts';

const words = (random: SeededRandom): string => {
  const at = random.integer(orderCount);
  return random.pick([
    '',
    '',
    '',
    '',
    '',
    `PO-00${at}`,
    `po ${at}`,
    `SO0000${at}`,
    `inv/25/00${at}`,
    `OUT 00${at}`,
    `000${at}`,
    `pay_00${at}`,
    `MO/00${10 + (at % 12)}`,
    `Pumps for hall ${at}`,
    'pumps for',
    'valves for',
    `u-9100${at % opportunityCount}`,
    '号',
    'acme',
    '华东',
    'hdby',
    'bengye',
    'SO',
    `Where is SO0000${at}, please?`,
    '%',
    "'",
  ]);
};

const search = (random: SeededRandom) => ({
  q: words(random),
  ...(random.chance(0.3) ? { view: random.pick(orderViews) } : {}),
  region: random.some([...fixtureMembers.region, 'nowhere'], 0.03),
  channel: random.some([...fixtureMembers.channel], 0.02),
  offset: random.pick([0, 0, 3]),
  limit: random.pick([2, 25]),
});

/** A random request about the orders of `orderFixture`: method, path, body. */
export function randomOrderCall(random: SeededRandom): [method: string, path: string, body?: unknown] {
  const id = random.pick(['erp|o', 'SO0000', 'so', 'nothing ']) + String(random.integer(orderCount));
  return random.pick<[string, string, unknown?]>([
    ['POST', '/api/orders/search', search(random)],
    ['POST', '/api/orders/search', search(random)],
    ['GET', `/api/orders/${encodeURIComponent(id)}`],
    [
      'GET',
      `/api/orders/opportunities/${encodeURIComponent(`crm|u9100${random.integer(opportunityCount)}`)}`,
    ],
    ['POST', '/api/orders/export', search(random)],
  ]);
}

/** An answer without what [ORDERS-6] leaves out for people with a scope. */
export const withoutUnpromised = (text: string): string =>
  text.replaceAll(/"unpromised":(null|-?[\d.]+),|"earliestOn":(null|"[\d-]+"),/g, '');
