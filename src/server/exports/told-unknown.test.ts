import { describe, expect, it } from 'vitest';
import type { Column } from '../../contract/api/cell.ts';
import type { Missing } from '../../messages/told-missing.ts';
import { toldUnknown } from './told-unknown.ts';

const column = (
  name: string,
  missing: { knownFrom?: string; knownStep?: string; notKeptBy?: string[] } = {},
): Column => ({
  name,
  kind: 'metric',
  type: 'number',
  metric: name.replace(/__.*/, ''),
  ...missing,
});
const why = ({ knownFrom, notKeptBy }: Missing): string =>
  notKeptBy ? `not by ${notKeptBy.join()}` : `not before ${knownFrom ?? ''}`;
const added = (metrics: string[], dimensions: string[], missing = {}, compared = false): string[] => {
  const columns = metrics.map((metric) => column(metric, missing));
  const told = toldUnknown(
    { metrics, dimensions, compared },
    { columns, rows: [columns.map(() => null)] },
    why,
  );
  return told.columns.slice(columns.length).map(({ name }) => name);
};

describe('[API-19] what is missing in a download', () => {
  it('is told after all other columns, on the rows where a value of the metric is missing', () => {
    const metrics = ['win_rate', 'weighted_pipeline'];
    const columns = [
      column('win_rate'),
      column('win_rate__previous_year'),
      column('weighted_pipeline'),
      column('weighted_pipeline__previous_year', { knownFrom: '2025-03-01' }),
    ];
    const rows = [
      [0.3, null, 12, null],
      [0.3, 0.2, 12, 9],
    ];
    const told = toldUnknown({ metrics, dimensions: [], compared: false }, { columns, rows }, why);
    expect(told.columns.slice(columns.length).map(({ name }) => name)).toEqual([
      'weighted_pipeline__known_from',
      'weighted_pipeline__note',
    ]);
    expect(told.rows).toEqual([
      [0.3, null, 12, null, '2025-03-01', 'not before 2025-03-01'],
      [0.3, 0.2, 12, 9, null, null],
    ]);
  });

  it('[QUERY-9] names the dimensions that a metric is not kept by', () => {
    const columns = [column('revenue'), column('backlog', { notKeptBy: ['stage', 'salesperson'] })];
    const told = toldUnknown(
      { metrics: ['revenue', 'backlog'], dimensions: ['stage', 'salesperson'], compared: false },
      { columns, rows: [[5, null]] },
      why,
    );
    expect(told.rows).toEqual([[5, null, null, null, 'stage salesperson', 'not by stage,salesperson']]);
  });

  it('[QUERY-14] tells a comparison that is withheld from a rate of nothing, and of two the day of the later', () => {
    const since = { knownFrom: '2023-07-01', knownStep: '2024-03-01' };
    const columns: Column[] = [
      { name: 'date.month', kind: 'dimension', type: 'date' },
      column('otif_rate'),
      column('otif_rate__previous_year', since),
      column('otif_rate__previous_period', { knownFrom: '2023-12-28' }),
    ];
    const rows = [
      ['2024-01-01', 0.9, null, 0.8],
      ['2024-02-01', 0.9, null, null],
      ['2024-03-01', null, null, 0.7],
    ];
    const told = toldUnknown(
      { metrics: ['otif_rate'], dimensions: ['date.month'], compared: true },
      { columns, rows },
      why,
    );
    expect(told.rows.map((row) => row.slice(columns.length))).toEqual([
      ['2023-07-01', 'not before 2023-07-01'],
      ['2023-12-28', 'not before 2023-12-28'],
      [null, null],
    ]);
  });

  it.each([
    ['revenue', ['known_from', 'note']],
    ['weighted_pipeline', ['known_from', 'note']],
    ['inventory_value', ['known_from', 'not_kept_by', 'note']],
    ['known_customers', []],
  ])('[QUERY-14] %s beside another time has the columns %j', (metric, wanted) => {
    const names = wanted.map((name) => `${metric}__${name}`);
    expect(added([metric], [], {}, true)).toEqual(names);
    expect(added([metric], [], { knownFrom: '2025-03-01' }, true)).toEqual(names);
  });

  it.each([
    ['revenue', ['region'], []],
    ['pipeline_value', [], []],
    ['pipeline_value', ['stage'], ['known_from', 'note']],
    ['weighted_pipeline', ['region'], ['known_from', 'note']],
    ['weighted_pipeline', ['salesperson'], ['not_kept_by', 'note']],
    ['revenue', ['stage'], ['not_kept_by', 'note']],
    ['inventory_value', [], ['not_kept_by', 'note']],
    ['inventory_value', ['region'], ['not_kept_by', 'note']],
  ])('%s by %j has the columns %j, whatever the answer', (metric, asked, wanted) => {
    const names = wanted.map((name) => `${metric}__${name}`);
    expect(added([metric], asked)).toEqual(names);
    expect(added([metric], asked, { knownFrom: '2025-03-01' })).toEqual(names);
    expect(added([metric], asked, { notKeptBy: ['region'] })).toEqual(names);
  });
});
