import { describe, expect, it } from 'vitest';
import { figureTable } from './figure-table.ts';
import { nearestMark } from './nearest-mark.ts';

const places = [
  [
    { x: 0, y: 10 },
    { x: 0, y: 90 },
  ],
  [undefined, { x: 50, y: 80 }],
  [{ x: 100, y: 20 }, undefined],
];

describe('the mark under the pointer', () => {
  it('is the one nearest along time, then the nearest line', () => {
    expect(nearestMark(places, { x: 10, y: 70 }, true)).toEqual({ mark: 0, series: 1 });
    expect(nearestMark(places, { x: 90, y: 90 }, true)).toEqual({ mark: 2, series: 0 });
  });

  it('is the bar on the same height for bars, and none for an empty chart', () => {
    expect(nearestMark([[{ x: 5, y: 10 }], [{ x: 80, y: 30 }]], { x: 0, y: 28 }, false)).toEqual({
      mark: 1,
      series: 0,
    });
    expect(nearestMark([], { x: 0, y: 0 }, true)).toBeUndefined();
  });
});

describe('a chart as a table', () => {
  it('says each mark with the same words as the chart', () => {
    expect(
      figureTable({
        kind: 'bars',
        bars: [{ label: 'Proposal', value: 2 }],
        barLabel: 'Stage',
        valueLabel: 'Value',
        tone: 'crm',
        formatY: (v) => `${v ?? 0} ¥`,
      }),
    ).toEqual({ head: ['Stage', 'Value'], rows: [['Proposal', '2 ¥']] });
  });
});
