import { expect, it } from 'vitest';
import { decidedPair, pairAddress } from './decided-pair.ts';

it('names the pair that a decision is about, and where it is seen', () => {
  const pair = { left: 'crm|A 1', right: 'erp|P1' };
  expect(decidedPair({ kind: 'must_link', entity: 'customer', records: ['crm|A 1', 'erp|P1'] })).toEqual(
    pair,
  );
  expect(
    decidedPair({ kind: 'cannot_link', entity: 'product', left: ['crm|A 1'], right: ['erp|P1'] }),
  ).toEqual(pair);
  expect(
    decidedPair({ kind: 'must_link', entity: 'customer', records: ['a|1', 'b|1', 'c|1'] }),
  ).toBeUndefined();
  expect(decidedPair({ kind: 'revoke', entity: 'customer', revokes: 'd1' })).toBeUndefined();
  expect(pairAddress(pair, 'customer')).toBe('/identity?view=decided&left=crm%7CA+1&right=erp%7CP1');
  expect(pairAddress(pair, 'product')).toContain('entity=product');
});
