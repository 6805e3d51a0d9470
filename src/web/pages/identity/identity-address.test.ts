import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identityPairsRequest } from '../../../contract/api/identity.ts';
import {
  identityPartOf,
  pairKey,
  pairOrders,
  queueRequest,
  queueViews,
  readQueue,
  writeQueue,
  type QueueAddress,
} from './identity-address.ts';

const weight = fc.option(
  fc.integer({ min: -60_000, max: 60_000 }).map((milli) => milli / 1000),
  { nil: undefined },
);
const record = fc.tuple(fc.constantFrom('crm', 'erp'), fc.string({ minLength: 1 })).map((id) => id.join('|'));
const queue: fc.Arbitrary<QueueAddress> = fc.record({
  view: fc.constantFrom(...queueViews),
  q: fc.string({ maxLength: 200 }),
  from: weight,
  to: weight,
  order: fc.constantFrom(...pairOrders),
  offset: fc.nat(1_000_000),
  pair: fc.option(fc.record({ left: record, right: record }), { nil: undefined }),
});

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

  it('falls back to what is to be reviewed where it is not understood', () => {
    const odd = readQueue(new URLSearchParams('view=x&order=y&offset=-3&from=abc&to=&left=a|1'));
    expect(odd).toEqual(readQueue(new URLSearchParams()));
    expect(writeQueue(odd)).toBe('/identity');
  });

  it('names the parts of the page, and a pair whichever side comes first', () => {
    expect(['/identity', '/identity/why', '/identity/none'].map(identityPartOf)).toEqual([
      'review',
      'why',
      'review',
    ]);
    expect(pairKey({ left: 'b|1', right: 'a|1' })).toBe(pairKey({ left: 'a|1', right: 'b|1' }));
  });
});
