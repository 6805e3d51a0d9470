import { axisX, axisY, dot, plot, ruleX, ruleY } from '@observablehq/plot';
import { toneColour, type Drawing, type LanesModel } from './figure-model.ts';
import { textWidth } from './text-width.ts';

const fontSize = 12;
const dayMs = 86_400_000;
const day = (iso: string): Date => new Date(`${iso}T00:00:00Z`);

/** As many first days of years, quarters or months as fit side by side. */
const timeTicks = (model: LanesModel, from: number, to: number, width: number): Date[] => {
  const room = Math.max(2, Math.floor(width / (textWidth([model.formatTickX('2026-12-01')], fontSize) + 28)));
  for (const months of [1, 3, 6, 12, 24, 60, 120]) {
    const ticks: Date[] = [];
    const first = new Date(from - 1);
    const month = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth() + 1) / months) * months;
    for (let n = month; Date.UTC(Math.floor(n / 12), n % 12, 1) <= to; n += months)
      ticks.push(new Date(Date.UTC(Math.floor(n / 12), n % 12, 1)));
    if (ticks.length <= room) return ticks;
  }
  return [];
};

/** Draws one lane a kind, a bar a step, as high as the square root of what happened; colours from tokens. */
export const drawLanes = (model: LanesModel, width: number, height: number): Drawing => {
  const { series, x: steps, stepDays } = model;
  const half = (stepDays * dayMs) / 2;
  const middle = (iso: string): number => day(iso).getTime() + half;
  const [from, to] = [middle(steps[0] ?? '2000-01-01') - half, middle(steps.at(-1) ?? '2000-01-01') + half];
  const labels = series.map(({ label }) => label);
  const marginLeft = Math.min(textWidth(labels, fontSize) + 12, width * 0.34);
  const margins = { marginLeft, marginRight: 8, marginTop: 4, marginBottom: 24 };
  const room = width - marginLeft - 8;
  const thick = Math.max(1.5, Math.min(12, (room * half * 2) / (to - from) - 1));
  const most = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const marks = series.flatMap((lane, at) =>
    steps.flatMap((iso, step) => {
      const value = lane.values[step] ?? null;
      if (value === null) return [];
      const flagged = lane.flagged[step] ?? false;
      const tall = 0.18 + 0.6 * Math.sqrt(value / most);
      return [
        {
          x: new Date(middle(iso)),
          low: at + 0.9,
          high: at + 0.9 - tall,
          flagged,
          colour: flagged ? 'var(--bad)' : toneColour(lane.tone),
        },
      ];
    }),
  );
  const ticks = timeTicks(model, from, to, room);
  const bar = { x: 'x', y1: 'low', y2: 'high', strokeWidth: thick } as const;
  const svg = plot({
    width,
    height,
    ...margins,
    className: 'tandem-plot',
    x: { type: 'utc', domain: [new Date(from), new Date(to)] },
    y: { type: 'linear', domain: [series.length, 0] },
    style: { fontSize: `${fontSize}px`, background: 'transparent' },
    marks: [
      ruleY(
        series.map((_, at) => at + 0.9),
        { stroke: 'var(--line)' },
      ),
      axisY(
        series.map((_, at) => at + 0.6),
        {
          tickSize: 0,
          tickPadding: 8,
          label: null,
          tickFormat: (value: number) => labels[Math.floor(value)] ?? '',
          fill: 'var(--ink-2)',
        },
      ),
      axisX(ticks, {
        tickSize: 4,
        tickPadding: 5,
        label: null,
        tickFormat: (value: Date) => model.formatTickX(value.toISOString().slice(0, 10)),
        fill: 'var(--ink-3)',
        stroke: 'var(--line-strong)',
      }),
      ...['erp', 'crm', 'good', 'plain', 'flag'].flatMap((tone) => {
        const colour = tone === 'flag' ? 'var(--bad)' : toneColour(tone as 'erp');
        const some = marks.filter((mark) => mark.colour === colour);
        return some.length > 0 ? [ruleX(some, { ...bar, stroke: colour })] : [];
      }),
      dot(
        marks.filter(({ flagged }) => flagged),
        { x: 'x', y: 'high', r: 2.5, fill: 'var(--bad)', stroke: 'var(--surface)', strokeWidth: 1 },
      ),
    ],
  });
  const [x, y] = [svg.scale('x'), svg.scale('y')];
  const places = steps.map((iso, step) =>
    series.map(({ values }, at) =>
      (values[step] ?? null) === null || !x || !y
        ? undefined
        : { x: Number(x.apply(new Date(middle(iso)))), y: Number(y.apply(at + 0.65)) },
    ),
  );
  return { svg, places, plotTop: margins.marginTop, plotBottom: height - margins.marginBottom };
};
