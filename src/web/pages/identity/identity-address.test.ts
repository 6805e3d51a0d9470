import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identityPairsRequest } from '../../../contract/api/identity.ts';
import { identityEntities } from '../../../contract/identity-entities.ts';
import {
  entityOf,
  identityPartOf,
  pairKey,
  pairOrders,
  queueRequest,
  partPath,
  partsOf,
  readQueue,
  viewsOf,
  writeQueue,
  type QueueAddress,
} from './identity-address.ts';

const weight = fc.option(
  fc.integer({ min: -60_000, max: 60_000 }).map((milli) => milli / 1000),
  { nil: undefined },
);
const record = fc.tuple(fc.constantFrom('crm', 'erp'), fc.string({ minLength: 1 })).map((id) => id.join('|'));
const seen: fc.Arbitrary<Pick<QueueAddress, 'entity' | 'view'>> = fc
  .constantFrom(...identityEntities)
  .chain((entity) => fc.record({ entity: fc.constant(entity), view: fc.constantFrom(...viewsOf(entity)) }));
const rest: fc.Arbitrary<Omit<QueueAddress, 'entity' | 'view'>> = fc.record({
  q: fc.string({ maxLength: 200 }),
  from: weight,
  to: weight,
  order: fc.constantFrom(...pairOrders),
  offset: fc.nat(1_000_000),
  pair: fc.option(fc.record({ left: record, right: record }), { nil: undefined }),
});
const queue: fc.Arbitrary<QueueAddress> = fc.tuple(seen, rest).map(([a, b]) => ({ ...a, ...b }));

describe('the address of the queue', () => {
  it('restores the state it was written from, whatever is in it', () => {
    fc.assert(
      fc.property(queue, (state) => {
        expect(readQueue(new URL(writeQueue(state), 'http://host').searchParams)).toEqual(state);
      }),
    );
  });

  it('asks what the contract allows', () => {
    fc.assert(
      fc.property(queue, (state) => {
        expect(identityPairsRequest.safeParse(queueRequest(state)).success).toBe(true);
      }),
    );
    expect(queueRequest(readQueue(new URLSearchParams('from=4.5&to=9')))).toMatchObject({
      from: 4500,
      to: 9000,
    });
  });

  it('[REVIEW-2] sorts weak bridges weakest first, all else by what is at stake', () => {
    const orderAt = (query: string): unknown => queueRequest(readQueue(new URLSearchParams(query))).order;
    expect(['', 'view=match', 'view=bridge', 'view=bridge&order=stake'].map(orderAt)).toEqual([
      'stake',
      'stake',
      'weight_asc',
      'stake',
    ]);
  });

  it('falls back to what is to be reviewed where it is not understood', () => {
    const odd = readQueue(new URLSearchParams('view=x&order=y&offset=-3&from=abc&to=&left=a|1'));
    expect(odd).toEqual(readQueue(new URLSearchParams()));
    expect(writeQueue(odd)).toBe('/identity');
  });

  it('names the parts of the page, and a pair whichever side comes first', () => {
    const partOf = (path: string): string => identityPartOf(path, 'customer');
    expect(['/identity', '/identity/why', '/identity/none'].map(partOf)).toEqual(['review', 'why', 'review']);
    // Weights and their thresholds are the customers', the list of golden records the others'.
    expect(identityPartOf('/identity/thresholds', 'product')).toBe('review');
    expect([identityPartOf('/identity/golden', 'product'), partOf('/identity/golden')]).toEqual([
      'golden',
      'review',
    ]);
    for (const entity of identityEntities)
      for (const part of partsOf(entity)) {
        const { pathname, searchParams } = new URL(partPath(part, entity), 'http://host');
        expect([entityOf(searchParams), identityPartOf(pathname, entity)]).toEqual([entity, part]);
      }
    expect(pairKey({ left: 'b|1', right: 'a|1' })).toBe(pairKey({ left: 'a|1', right: 'b|1' }));
  });
});
