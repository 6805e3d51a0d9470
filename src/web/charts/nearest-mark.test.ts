import { describe, expect, it } from 'vitest';
import { markCount, type FigureModel } from './figure-model.ts';
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
    expect(nearestMark(places, { x: 10, y: 70 }, 'x')).toEqual({ mark: 0, series: 1 });
    expect(nearestMark(places, { x: 90, y: 90 }, 'x')).toEqual({ mark: 2, series: 0 });
  });

  it('is the one nearest in the plane for lanes', () => {
    expect(nearestMark(places, { x: 60, y: 30 }, 'both')).toEqual({ mark: 2, series: 0 });
    expect(nearestMark(places, { x: 45, y: 95 }, 'both')).toEqual({ mark: 1, series: 1 });
  });

  it('is the bar on the same height for bars, and none for an empty chart', () => {
    expect(nearestMark([[{ x: 5, y: 10 }], [{ x: 80, y: 30 }]], { x: 0, y: 28 }, 'y')).toEqual({
      mark: 1,
      series: 0,
    });
    expect(nearestMark([], { x: 0, y: 0 }, 'x')).toBeUndefined();
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

  it('says how a sum comes about: what each step adds and what is reached', () => {
    const table = figureTable({
      kind: 'waterfall',
      steps: [
        { label: 'Prior', note: '', from: 0, to: -9, isTotal: false },
        { label: 'Name', note: 'same', from: -9, to: 3, isTotal: false },
        { label: 'Total', note: '', from: 0, to: 3, isTotal: true },
      ],
      rules: [],
      stepLabel: 'Field',
      noteLabel: 'Compared',
      valueLabel: 'Adds',
      sumLabel: 'Sum',
      formatY: (v) => String(v),
    });
    expect(table.head).toEqual(['Field', 'Compared', 'Adds', 'Sum']);
    expect(table.rows).toEqual([
      ['Prior', '', '-9', '-9'],
      ['Name', 'same', '12', '3'],
      ['Total', '', '3', '3'],
    ]);
  });

  it('says how many stand in each column', () => {
    expect(
      figureTable({
        kind: 'columns',
        columns: [{ from: 8, to: 9, label: '8 to 9', value: 38, tone: 'crm' }],
        rules: [{ at: 8, label: 'review' }],
        columnLabel: 'Weight',
        valueLabel: 'Pairs',
        formatX: String,
        formatY: (v) => String(v),
      }),
    ).toEqual({ head: ['Weight', 'Pairs'], rows: [['8 to 9', '38']] });
  });

  it('says of lanes what happened, and nothing where nothing did', () => {
    const lane = { tone: 'erp' as const, flagged: [false, false] };
    const lanes: FigureModel = {
      kind: 'lanes',
      x: ['2026-01-01', '2026-03-01'],
      xLabel: 'Month',
      stepDays: 31,
      series: [
        { ...lane, id: 'order', label: 'Orders', values: [2, null], texts: ['2', ''] },
        { ...lane, id: 'case', label: 'Cases', values: [null, 1], texts: ['', '1 open'] },
      ],
      formatX: (iso) => iso.slice(0, 7),
      formatTickX: (iso) => iso.slice(0, 7),
    };
    expect(figureTable(lanes)).toEqual({
      head: ['Month', 'Orders', 'Cases'],
      rows: [
        ['2026-01', '2', ''],
        ['2026-03', '', '1 open'],
      ],
    });
    expect(markCount(lanes)).toBe(2);
  });
});
