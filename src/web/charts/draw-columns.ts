import { axisX, axisY, gridY, plot, rectY, ruleX, ruleY } from '@observablehq/plot';
import { toneColour, type ColumnsModel, type Drawing } from './figure-model.ts';
import { ruleLabels } from './rule-labels.ts';
import { textWidth } from './text-width.ts';

const fontSize = 11;
const top = 22;
const bottom = 24;

/**
 * Draws counts along a measure. Heights go by the square root: beside thousands of clear cases the few unsure ones
 * would not be seen, and a logarithm has no place for none.
 */
export const drawColumns = (model: ColumnsModel, width: number, height: number): Drawing => {
  const most = Math.max(1, ...model.columns.map((column) => column.value));
  const ticks = [most, most / 4, most / 25]
    .map(Math.round)
    .filter((value, at, all) => all.indexOf(value) === at);
  const marginLeft = textWidth(ticks.map(model.formatY), fontSize) + 12;
  const ends = [
    ...model.columns.flatMap((column) => [column.from, column.to]),
    ...model.rules.map((rule) => rule.at),
  ];
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const columns = model.columns.map((column) => ({ ...column, fill: toneColour(column.tone) }));
  const svg = plot({
    width,
    height,
    marginLeft,
    marginRight: 12,
    marginTop: top,
    marginBottom: bottom,
    className: 'tandem-plot',
    x: { domain: [first, last] },
    y: { type: 'sqrt', domain: [0, most] },
    style: { fontSize: `${fontSize}px`, background: 'transparent' },
    marks: [
      gridY(ticks, { stroke: 'var(--line)', strokeOpacity: 1 }),
      axisY(ticks, {
        tickSize: 0,
        tickPadding: 6,
        label: null,
        tickFormat: (value: number) => model.formatY(value),
        fill: 'var(--ink-3)',
      }),
      axisX({
        tickSize: 0,
        tickPadding: 8,
        label: null,
        ticks: Math.max(3, Math.floor(width / 70)),
        tickFormat: (value: number) => model.formatX(value),
        fill: 'var(--ink-3)',
      }),
      rectY(columns, { x1: 'from', x2: 'to', y: 'value', fill: 'fill', insetLeft: 0.5, insetRight: 0.5 }),
      ruleY([0], { stroke: 'var(--line-strong)' }),
      ruleX(model.rules, { x: 'at', stroke: 'var(--ink)', strokeDasharray: '3,3' }),
      ...ruleLabels(model.rules, (at) => ((at - first) / (last - first)) * (width - marginLeft - 12)),
    ],
  });
  const [x, y] = [svg.scale('x'), svg.scale('y')];
  const places = columns.map((column) => [
    x && y
      ? { x: Number(x.apply((column.from + column.to) / 2)), y: Number(y.apply(column.value)) }
      : undefined,
  ]);
  return { svg, places, plotTop: top, plotBottom: height - bottom };
};
