export type Tone = 'erp' | 'crm' | 'good' | 'bad' | 'plain';

/** One line of a chart over time. */
export interface LineSeries {
  readonly id: string;
  readonly label: string;
  readonly tone: Tone;
  /** What is compared with: drawn thin and dashed. */
  readonly faint?: boolean;
  readonly area?: boolean;
  readonly values: readonly (number | null)[];
  /** Steps before this one are not known, and why. */
  readonly unknown?: { readonly before: string; readonly why: string };
}

export interface LinesModel {
  readonly kind: 'lines';
  /** The first day of each step, ISO. */
  readonly x: readonly string[];
  readonly xLabel: string;
  readonly series: readonly LineSeries[];
  readonly formatX: (iso: string) => string;
  /** `first`: the first mark of the axis. */
  readonly formatTickX: (iso: string, first: boolean) => string;
  readonly formatY: (value: number | null) => string;
  readonly formatTickY: (value: number) => string;
  /** False lets the axis begin above zero, for rates and the like. */
  readonly fromZero: boolean;
}

export interface Bar {
  readonly label: string;
  readonly value: number | null;
}

export interface BarsModel {
  readonly kind: 'bars';
  readonly bars: readonly Bar[];
  readonly barLabel: string;
  readonly valueLabel: string;
  readonly tone: Tone;
  readonly formatY: (value: number | null) => string;
}

/** One lane of things that happen: how many in each step. */
export interface LaneSeries {
  readonly id: string;
  readonly label: string;
  readonly tone: Tone;
  /** Things in each step; `null` for none. */
  readonly values: readonly (number | null)[];
  /** The step in words, empty for none: what the cursor and the table say. */
  readonly texts: readonly string[];
  /** Steps that need a look. */
  readonly flagged: readonly boolean[];
}

/** Lanes under one another over time; steps in which nothing happened are left out. */
export interface LanesModel {
  readonly kind: 'lanes';
  readonly x: readonly string[];
  readonly xLabel: string;
  /** Days of a step, for the width of a mark. */
  readonly stepDays: number;
  readonly series: readonly LaneSeries[];
  readonly formatX: (iso: string) => string;
  readonly formatTickX: (iso: string) => string;
}

/** A line across a chart at a value: a threshold. */
export interface RuleLine {
  readonly at: number;
  readonly label: string;
}

/** One step of a sum: the bar from what was there before to what is there after it. */
export interface WaterfallStep {
  readonly label: string;
  /** What the step rests on, in a few words. */
  readonly note: string;
  readonly from: number;
  readonly to: number;
  readonly isTotal: boolean;
}

/** How a sum comes about, step by step, from top to bottom. */
export interface WaterfallModel {
  readonly kind: 'waterfall';
  readonly steps: readonly WaterfallStep[];
  readonly rules: readonly RuleLine[];
  readonly stepLabel: string;
  readonly noteLabel: string;
  readonly valueLabel: string;
  readonly sumLabel: string;
  /** Of a step: with its sign. */
  readonly formatY: (value: number | null) => string;
}

/** Counts side by side along a measure, each column from `from` up to `to`. */
export interface ColumnsModel {
  readonly kind: 'columns';
  readonly columns: readonly {
    readonly from: number;
    readonly to: number;
    readonly label: string;
    readonly value: number;
    readonly tone: Tone;
  }[];
  readonly rules: readonly RuleLine[];
  readonly columnLabel: string;
  readonly valueLabel: string;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number | null) => string;
}

export type FigureModel = LinesModel | LanesModel | BarsModel | WaterfallModel | ColumnsModel;
/** Charts of several series over steps of time. */
export const overTime = (model: FigureModel): model is LinesModel | LanesModel =>
  model.kind === 'lines' || model.kind === 'lanes';

/** Where a mark stands in the drawing, in pixels: `points[mark][series]`, `undefined` for a gap. */
export type MarkPlaces = readonly (readonly ({ readonly x: number; readonly y: number } | undefined)[])[];

export interface Drawing {
  readonly svg: Element;
  readonly places: MarkPlaces;
  readonly plotTop: number;
  readonly plotBottom: number;
}

/** More marks than a chart may hold: bin on the server instead. */
export const maxMarks = 2_000;

export const toneColour = (tone: Tone): string => (tone === 'plain' ? 'var(--ink-3)' : `var(--${tone})`);

/** Marks along the axis that the cursor walks. */
export const stepCount = (model: FigureModel): number => {
  if (overTime(model)) return model.x.length;
  if (model.kind === 'bars') return model.bars.length;
  return model.kind === 'waterfall' ? model.steps.length : model.columns.length;
};
export const seriesCount = (model: FigureModel): number => (overTime(model) ? model.series.length : 1);
export const markCount = (model: FigureModel): number =>
  model.kind === 'lanes'
    ? model.series.reduce((sum, { values }) => sum + values.filter((value) => value !== null).length, 0)
    : stepCount(model) * seriesCount(model);

/** True where marks stand side by side, false where they stand one below the other. */
export const isAcross = (model: FigureModel): boolean => overTime(model) || model.kind === 'columns';

/** One mark in words; `undefined` where there is none. */
export const markText = (
  model: FigureModel,
  mark: number,
  series = 0,
): { readonly label: string; readonly value: string } | undefined => {
  if (overTime(model)) {
    const one = model.series[series];
    const value =
      model.kind === 'lines'
        ? model.formatY(model.series[series]?.values[mark] ?? null)
        : model.series[series]?.texts[mark];
    return one && value ? { label: `${model.formatX(model.x[mark] ?? '')}, ${one.label}`, value } : undefined;
  }
  if (model.kind === 'waterfall') {
    const step = model.steps[mark];
    if (!step) return undefined;
    return {
      label: step.note === '' ? step.label : `${step.label}, ${step.note}`,
      value: model.formatY(step.to - step.from),
    };
  }
  const each = model.kind === 'bars' ? model.bars[mark] : model.columns[mark];
  return each && { label: each.label, value: model.formatY(each.value) };
};

/** Why a line, or any where none is named, has no value at a mark; `undefined` where it has one or nobody knows why. */
export const whyNone = (model: FigureModel, mark: number, series?: number): string | undefined => {
  if (model.kind !== 'lines') return undefined;
  const iso = model.x[mark] ?? '';
  const lines = series === undefined ? model.series : model.series.slice(series, series + 1);
  return lines.find(({ unknown }) => unknown && iso < unknown.before)?.unknown?.why;
};
