import { axisY, barX, plot, ruleX, text } from '@observablehq/plot';
import { fitText } from './fit-text.ts';
import type { Drawing, WaterfallModel, WaterfallStep } from './figure-model.ts';
import { ruleLabels } from './rule-labels.ts';
import { textWidth } from './text-width.ts';

const fontSize = 12;
const top = 22;

const colour = (step: WaterfallStep): string => {
  if (step.isTotal) return 'var(--ink-2)';
  return step.to < step.from ? 'var(--crm)' : 'var(--erp)';
};

/** Draws a sum step by step, each beginning where the one before ends; thresholds are lines from top to bottom. */
export const drawWaterfall = (model: WaterfallModel, width: number, height: number): Drawing => {
  const steps = model.steps.map((step, at) => ({
    key: String(at),
    low: Math.min(step.from, step.to),
    high: Math.max(step.from, step.to),
    to: step.to,
    from: step.from,
    colour: colour(step),
    text: model.formatY(step.to - step.from),
  }));
  const labels = model.steps.map((step) => step.label);
  const marginLeft = Math.min(textWidth(labels, fontSize) + 12, width * 0.42);
  const name = (key: string) => fitText(model.steps[Number(key)]?.label ?? '', fontSize, marginLeft - 10);
  const beside = textWidth(
    steps.map((step) => step.text),
    fontSize,
  );
  const names = model.rules.map((rule) => rule.label);
  const marginRight = Math.max(beside + 14, textWidth(names, 11));
  const marks = [0, ...steps.flatMap((step) => [step.low, step.high]), ...model.rules.map((rule) => rule.at)];
  const [low, high] = [Math.min(...marks), Math.max(...marks)];
  const room = (high - low || 1) * 0.03;
  const [first, last] = [low - room, high + room];
  const inner = width - marginLeft - marginRight;
  const links = steps.slice(1).map((step, at) => ({ at: step.from, above: String(at), key: step.key }));
  const svg = plot({
    width,
    height,
    marginLeft,
    marginRight,
    marginTop: top,
    marginBottom: 4,
    className: 'tandem-plot',
    x: { domain: [first, last], axis: null },
    y: { type: 'band', domain: steps.map((step) => step.key), padding: 0.35 },
    style: { fontSize: `${fontSize}px`, background: 'transparent' },
    marks: [
      axisY({ tickSize: 0, tickPadding: 8, label: null, tickFormat: name, fill: 'var(--ink-2)' }),
      ruleX([0], { stroke: 'var(--line-strong)' }),
      ruleX(model.rules, { x: 'at', stroke: 'var(--ink-3)', strokeDasharray: '3,3' }),
      ...ruleLabels(model.rules, (at) => ((at - first) / (last - first)) * inner),
      ruleX(
        links.flatMap((link) => [
          { x: link.at, key: link.above },
          { x: link.at, key: link.key },
        ]),
        { x: 'x', y: 'key', stroke: 'var(--line-strong)', strokeWidth: 1 },
      ),
      barX(steps, { x1: 'low', x2: 'high', y: 'key', fill: 'colour', rx: 2 }),
      text(steps, {
        x: 'high',
        y: 'key',
        text: 'text',
        dx: 6,
        textAnchor: 'start',
        fill: 'var(--ink)',
        fontWeight: 560,
      }),
    ],
  });
  const [x, y] = [svg.scale('x'), svg.scale('y')];
  const places = steps.map((step) => [
    x && y
      ? { x: Number(x.apply(step.high)), y: Number(y.apply(step.key)) + (y.bandwidth ?? 0) / 2 }
      : undefined,
  ]);
  return { svg, places, plotTop: top, plotBottom: height };
};
