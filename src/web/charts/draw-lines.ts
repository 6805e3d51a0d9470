import { areaY, axisX, axisY, dot, gridY, lineY, plot, ruleY, type Markish } from '@observablehq/plot';
import { toneColour, type Drawing, type LinesModel } from './figure-model.ts';
import { textWidth } from './text-width.ts';

const fontSize = 11;
const day = (iso: string): Date => new Date(`${iso}T00:00:00Z`);

/** Ticks on the first days of steps, as many as fit side by side. */
const timeTicks = (model: LinesModel, width: number): Date[] => {
  const each =
    textWidth(
      model.x.map((iso) => model.formatTickX(iso, false)),
      fontSize,
    ) + 22;
  const step = Math.max(1, Math.ceil((model.x.length * each) / width));
  const last = model.x.length - 1;
  return model.x.filter((_, at) => (last - at) % step === 0).map(day);
};

const domainOf = (model: LinesModel): [number, number] => {
  const known = model.series.flatMap((series) =>
    series.values.filter((value): value is number => value !== null),
  );
  if (known.length === 0) return [0, 1];
  let [low, high] = [Math.min(...known), Math.max(...known)];
  if (model.fromZero) [low, high] = [Math.min(0, low), Math.max(0, high)];
  if (low === high) return [low - (model.fromZero ? 0 : 0.5), high + 1];
  const room = (high - low) * 0.06;
  return [model.fromZero && low === 0 ? 0 : low - room, high + room];
};

/** Draws lines over time at a size in pixels, all colours from tokens. */
export const drawLines = (model: LinesModel, width: number, height: number): Drawing => {
  const dates = model.x.map(day);
  const domain = domainOf(model);
  const probe = [domain[0], (domain[0] + domain[1]) / 2, domain[1]].map(model.formatTickY);
  const marginLeft = textWidth(probe, fontSize) + 12;
  const margins = { marginLeft, marginRight: 12, marginTop: 10, marginBottom: 24 };
  const ticks = timeTicks(model, width - marginLeft - 12);
  const marks: Markish[] = [
    gridY({ stroke: 'var(--line)', strokeOpacity: 1, ticks: 4 }),
    axisY({
      ticks: 4,
      tickSize: 0,
      tickPadding: 6,
      label: null,
      tickFormat: model.formatTickY,
      fill: 'var(--ink-3)',
    }),
    axisX(ticks, {
      tickSize: 0,
      tickPadding: 8,
      label: null,
      tickFormat: (value: Date) => model.formatTickX(value.toISOString().slice(0, 10), value === ticks[0]),
      fill: 'var(--ink-3)',
    }),
  ];
  if (domain[0] <= 0 && domain[1] >= 0) marks.push(ruleY([0], { stroke: 'var(--line-strong)' }));
  for (const series of [...model.series].sort(
    (a, b) => Number(b.faint ?? false) - Number(a.faint ?? false),
  )) {
    const points = dates.map((x, at) => ({ x, y: series.values[at] ?? null }));
    const channels = { x: 'x', y: 'y' } as const;
    const stroke = toneColour(series.tone);
    if (series.area)
      marks.push(
        areaY(points, {
          x: 'x',
          y1: domain[0] > 0 ? domain[0] : 0,
          y2: 'y',
          fill: `var(--${series.tone}-soft)`,
          fillOpacity: 0.45,
        }),
      );
    marks.push(
      lineY(points, {
        ...channels,
        stroke,
        strokeWidth: series.faint ? 1.25 : 2,
        strokeOpacity: series.faint ? 0.75 : 1,
        strokeLinejoin: 'round',
        strokeLinecap: 'round',
        ...(series.faint ? { strokeDasharray: '3,4' } : {}),
      }),
    );
    if (!series.faint && dates.length <= 16) marks.push(dot(points, { ...channels, r: 2.25, fill: stroke }));
  }
  const svg = plot({
    width,
    height,
    ...margins,
    className: 'tandem-plot',
    x: { type: 'utc', domain: [dates[0] ?? day('2000-01-01'), dates.at(-1) ?? day('2000-01-02')] },
    y: { domain },
    style: { fontSize: `${fontSize}px`, background: 'transparent' },
    marks,
  });
  const [x, y] = [svg.scale('x'), svg.scale('y')];
  const places = dates.map((date, at) =>
    model.series.map((series) => {
      const value = series.values[at] ?? null;
      return value === null || !x || !y ? undefined : { x: Number(x.apply(date)), y: Number(y.apply(value)) };
    }),
  );
  return { svg, places, plotTop: margins.marginTop, plotBottom: height - margins.marginBottom };
};
