import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketFor, bucketWindow, periodWindow } from './periods.ts';
import { drillFilters, readView, viewFilters, writeView, type View } from './view-state.ts';

const member = fc.oneof(
  fc.constant(null),
  fc.string({ maxLength: 12 }),
  fc.constantFrom('~', '~~', '~x', 'a:b', '华东'),
);
const windows = fc.constantFrom(
  { from: '2025-01-01', to: '2025-02-01' },
  { from: '2024-02-29', to: '2026-07-01' },
);
const view: fc.Arbitrary<View> = fc.record({
  period: fc.oneof(fc.constantFrom('last30' as const, 'year' as const, 'last12m' as const), windows),
  region: fc.array(member, { maxLength: 3 }),
  channel: fc.array(member, { maxLength: 3 }),
  compare: fc.constantFrom('previous_period' as const, 'previous_year' as const),
  movers: fc.constantFrom('customer', 'product', 'region'),
  drill: fc.option(
    fc.record({
      metric: fc.constantFrom('revenue', 'otif_rate'),
      tab: fc.constantFrom('rows' as const, 'definition' as const, 'lineage' as const),
      at: fc.array(fc.record({ dimension: fc.constantFrom('customer', 'date.month'), value: member }), {
        maxLength: 2,
      }),
      span: fc.option(windows, { nil: undefined }),
      row: fc.option(
        fc.record({
          source: fc.constant('erp'),
          batch: fc.constant('0a1b'),
          line: fc.nat(999).map((n) => n + 1),
        }),
        {
          nil: undefined,
        },
      ),
    }),
    { nil: undefined },
  ),
});

describe('the address of a page', () => {
  it('restores the whole state from a link, whatever the names of the members', () => {
    fc.assert(
      fc.property(view, (state) => {
        expect(readView(new URLSearchParams(writeView(state)))).toEqual(state);
      }),
    );
  });

  it('another filter begins a list on its first page; anything else leaves the page', () => {
    const before = new URLSearchParams('q=x&page=3&offset=50&region=Asia');
    const state = readView(before);
    expect(writeView({ ...state, movers: 'product' }, before)).toContain('q=x&page=3&offset=50');
    expect(writeView({ ...state, region: [] }, before)).toBe('?q=x');
    expect(writeView({ ...state, channel: [null] }, before)).toBe('?q=x&region=Asia&channel=%7E');
  });

  it('falls back to defaults for anything it does not understand', () => {
    const read = readView(
      new URLSearchParams('period=eternity&compare=me&from=2025-02-30x&drill=&row=a|b|c'),
    );
    expect(read).toEqual({
      period: 'last12m',
      region: [],
      channel: [],
      compare: 'previous_year',
      movers: 'customer',
      drill: undefined,
    });
  });

  it('treats the unknown member as a member, not as no filter', () => {
    expect(viewFilters(readView(new URLSearchParams('region=~')))).toEqual([
      { dimension: 'region', op: 'in', values: [null] },
    ]);
  });

  it('lets a picked mark replace the page filter on the same dimension', () => {
    const state = readView(
      new URLSearchParams('region=East&region=North&channel=Web&drill=revenue&at=region:East'),
    );
    expect(state.drill && drillFilters(state, state.drill)).toEqual([
      { dimension: 'channel', op: 'in', values: ['Web'] },
      { dimension: 'region', op: 'in', values: ['East'] },
    ]);
  });
});

describe('periods end with the last day of data', () => {
  it.each([
    ['last30', '2026-06-01'],
    ['last90', '2026-04-02'],
    ['month', '2026-06-01'],
    ['quarter', '2026-04-01'],
    ['year', '2026-01-01'],
    ['last12m', '2025-07-01'],
  ] as const)('%s begins on %s and is half-open', (period, from) => {
    expect(periodWindow(period, '2026-06-30')).toEqual({ from, to: '2026-07-01' });
  });

  it('survives the 29th of February', () => {
    expect(periodWindow('last12m', '2024-02-28')).toEqual({ from: '2023-02-28', to: '2024-02-29' });
  });

  it('chooses a time step with few enough points, and cuts a bucket to its window', () => {
    expect(bucketFor({ from: '2026-06-01', to: '2026-07-01' })).toBe('date.day');
    expect(bucketFor({ from: '2025-07-01', to: '2026-07-01' })).toBe('date.month');
    expect(bucketWindow('date.month', '2026-06-01', { from: '2026-06-10', to: '2026-06-20' })).toEqual({
      from: '2026-06-10',
      to: '2026-06-20',
    });
    expect(bucketWindow('date.week', '2026-06-01', { from: '2026-01-01', to: '2026-07-01' }).to).toBe(
      '2026-06-08',
    );
  });
});
