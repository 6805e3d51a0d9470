import { describe, expect, it } from 'vitest';
import { customerHref, customerIdIn, customersHref, readCustomers } from './customers-address.ts';
import { readTimelineView, timelineHref, timelinePath } from './timeline-address.ts';

describe('the address of the list of customers', () => {
  it('holds all that is asked, and nothing where it is the default', () => {
    const query = new URLSearchParams('q=华东&in=crm_only&order=overdue&page=3&region=East+China&region=~');
    expect(readCustomers(query)).toEqual({
      q: '华东',
      region: ['East China', null],
      channel: [],
      system: 'crm_only',
      order: 'overdue',
      offset: 50,
      limit: 25,
    });
    expect(customersHref(new URLSearchParams('q=a&page=3'), { q: '', in: undefined })).toBe('/customers');
  });

  it('begins on the first page when the question changes, and falls back for what is not understood', () => {
    expect(customersHref(new URLSearchParams('page=3'), { q: 'a b' })).toBe('/customers?q=a+b');
    expect(customersHref(new URLSearchParams('q=a'), { page: '2' })).toBe('/customers?q=a&page=2');
    expect(readCustomers(new URLSearchParams('in=x&order=name&page=-1'))).toMatchObject({
      system: 'any',
      order: 'revenue',
      offset: 0,
    });
  });

  it('names a customer by any id, strange letters included', () => {
    for (const id of ['gc_1', 'crm|00 1/2?#%', '客户']) expect(customerIdIn(customerHref(id))).toBe(id);
    expect(customerIdIn('/customers/%E0%A4%A')).toBeUndefined();
    expect(customerIdIn('/customers/')).toBeUndefined();
  });
});

describe('the address of a time line', () => {
  const url = new URL('https://x.test/customers/gc_1?drill=revenue&kind=payment&kind=order&page=2');

  it('keeps what is not its own, and begins on the first page', () => {
    expect(timelineHref(url, { kinds: ['case'] })).toBe('/customers/gc_1?drill=revenue&kind=case');
    expect(timelineHref(url, { offset: 100 })).toBe(
      '/customers/gc_1?drill=revenue&kind=order&kind=payment&page=3',
    );
  });

  it('comes back as it went', () => {
    const span = { from: '2026-01-01', to: '2026-02-01' };
    const href = timelineHref(url, { span });
    expect(readTimelineView(new URL(href, url).searchParams)).toEqual({
      kinds: ['order', 'payment'],
      span,
      offset: 0,
    });
    expect(timelinePath('crm|1', { kinds: ['order'], span, offset: 50 }, 60)).toBe(
      '/customers/crm%7C1/timeline?steps=60&offset=50&limit=50&kinds=order&from=2026-01-01&to=2026-02-01',
    );
    expect(readTimelineView(new URLSearchParams('kind=spam&days=2026-02-01..2026-01-01'))).toEqual({
      kinds: [],
      span: undefined,
      offset: 0,
    });
  });
});
