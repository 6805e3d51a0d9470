import { axisY, barX, plot, ruleX, text } from '@observablehq/plot';
import { toneColour, type BarsModel, type Drawing } from './figure-model.ts';
import { textWidth } from './text-width.ts';

const fontSize = 12;

/** Draws one horizontal bar a member, its value at the bar's end, all colours from tokens. */
export const drawBars = (model: BarsModel, width: number, height: number): Drawing => {
  const bars = model.bars.map((bar, at) => ({
    key: String(at),
    value: bar.value ?? 0,
    text: model.formatY(bar.value),
  }));
  const name = (key: string) => model.bars[Number(key)]?.label ?? '';
  const marginLeft = Math.min(
    textWidth(
      model.bars.map((bar) => bar.label),
      fontSize,
    ) + 12,
    width * 0.45,
  );
  const marginRight =
    textWidth(
      bars.map((bar) => bar.text),
      fontSize,
    ) + 12;
  const margins = { marginLeft, marginRight, marginTop: 4, marginBottom: 4 };
  const top = Math.max(0, ...bars.map((bar) => bar.value));
  const low = Math.min(0, ...bars.map((bar) => bar.value));
  const svg = plot({
    width,
    height,
    ...margins,
    className: 'tandem-plot',
    x: { domain: [low, top === low ? low + 1 : top], axis: null },
    y: { type: 'band', domain: bars.map((bar) => bar.key), padding: 0.5 },
    style: { fontSize: `${fontSize}px`, background: 'transparent' },
    marks: [
      // A long name takes two lines rather than leave the card.
      axisY({
        tickSize: 0,
        tickPadding: 8,
        label: null,
        tickFormat: name,
        fill: 'var(--ink-2)',
        lineWidth: (marginLeft - 10) / fontSize,
      }),
      barX(bars, { x: 'value', y: 'key', fill: toneColour(model.tone), rx2: 3 }),
      text(bars, {
        x: 'value',
        y: 'key',
        text: 'text',
        dx: 6,
        textAnchor: 'start',
        fill: 'var(--ink)',
        fontWeight: 560,
      }),
      ruleX([0], { stroke: 'var(--line-strong)' }),
    ],
  });
  const [x, y] = [svg.scale('x'), svg.scale('y')];
  const places = bars.map((bar) =>
    x && y
      ? [{ x: Number(x.apply(bar.value)), y: Number(y.apply(bar.key)) + (y.bandwidth ?? 0) / 2 }]
      : [undefined],
  );
  return { svg, places, plotTop: 0, plotBottom: height };
};
