import { describe, expect, it } from 'vitest';
import type { OrderSearchResponse } from '../../../contract/api/orders.ts';
import { entered, foundElsewhere } from './entered.ts';

const order = (orderId: string, goldenId: string, isExact = true) => ({
  orderId,
  isExact,
  customer: { customerNo: 1, goldenId, name: null },
});
const answer = (rows: readonly object[], opportunities: readonly object[] = []) =>
  ({
    rows,
    unordered: { total: opportunities.length, rows: opportunities },
  }) as unknown as OrderSearchResponse;

describe('Enter in the search for orders', () => {
  it('opens the first result', () => {
    expect(entered(answer([order('erp|1', 'a'), order('erp|2', 'a')]))).toBe('/orders/erp%7C1');
    expect(entered(answer([order('erp|1', 'a', false), order('erp|2', 'b', false)]))).toBe('/orders/erp%7C1');
    expect(entered(answer([order('erp|1', 'a'), order('erp|2', 'b', false)]))).toBe('/orders/erp%7C1');
  });

  it('opens an opportunity whose very number it is before orders that are only like it', () => {
    const opportunities = [{ opportunityId: 'crm|7', isExact: true }];
    expect(entered(answer([order('erp|1', 'a', false)], opportunities))).toBe('/orders/opportunity/crm%7C7');
    expect(entered(answer([order('erp|1', 'a')], opportunities))).toBe('/orders/erp%7C1');
  });

  it('leaves the choice where several customers use the number, and goes nowhere without a result', () => {
    expect(entered(answer([order('erp|1', 'a'), order('erp|2', 'b')]))).toBeUndefined();
    expect(entered(answer([]))).toBeUndefined();
  });

  it('[ORDERS-5] knows of orders outside the chosen view only where the view holds none', () => {
    const counts = (late: number, all: number) =>
      [
        { view: 'late', orders: late },
        { view: 'all', orders: all },
      ] as const;
    expect(foundElsewhere({ total: 0, counts: [...counts(0, 2)] })).toBe(2);
    expect(foundElsewhere({ total: 1, counts: [...counts(1, 2)] })).toBe(0);
    expect(foundElsewhere({ total: 0, counts: [...counts(0, 0)] })).toBe(0);
  });
});
