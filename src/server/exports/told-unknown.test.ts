import { describe, expect, it } from 'vitest';
import type { Column } from '../../contract/api/cell.ts';
import { toldUnknown } from './told-unknown.ts';

const column = (name: string, knownFrom?: string): Column => ({
  name,
  kind: 'metric',
  type: 'number',
  metric: name.replace(/__.*/, ''),
  ...(knownFrom === undefined ? {} : { knownFrom }),
});
const plain = { dimensions: [], filters: [] };
const why = (day: string): string => `not before ${day}`;

describe('[API-19] what is not known in a download', () => {
  it('is told after all other columns, on the rows where a value of the metric is missing', () => {
    const metrics = ['win_rate', 'weighted_pipeline'];
    const columns = [
      column('win_rate'),
      column('win_rate__previous_year'),
      column('weighted_pipeline'),
      column('weighted_pipeline__previous_year', '2025-03-01'),
    ];
    const rows = [
      [0.3, null, 12, null],
      [0.3, 0.2, 12, 9],
    ];
    const told = toldUnknown({ ...plain, metrics }, columns, rows, why);
    expect(told.columns.slice(columns.length).map(({ name }) => name)).toEqual([
      'weighted_pipeline__known_from',
      'weighted_pipeline__note',
    ]);
    expect(told.rows).toEqual([
      [0.3, null, 12, null, '2025-03-01', 'not before 2025-03-01'],
      [0.3, 0.2, 12, 9, null, null],
    ]);
  });

  it('the same question has the same columns where all is known', () => {
    const names = (knownFrom?: string) =>
      toldUnknown(
        { ...plain, metrics: ['weighted_pipeline'] },
        [column('weighted_pipeline', knownFrom)],
        [[knownFrom === undefined ? 1 : null]],
        why,
      ).columns.map(({ name }) => name);
    expect(names()).toEqual(names('2025-03-01'));
  });

  it('a question without such a metric gets the answer as it stands', () => {
    const columns = [column('pipeline_value')];
    const question = { ...plain, metrics: ['pipeline_value'] };
    expect(toldUnknown(question, columns, [[null]], why)).toEqual({ columns, rows: [[null]] });
    const byStage = toldUnknown({ ...question, dimensions: ['stage'] }, columns, [[null]], why);
    expect(byStage.columns).toHaveLength(3);
  });
});
