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

export type FigureModel = LinesModel | BarsModel;

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
export const markCount = (model: FigureModel): number =>
  model.kind === 'lines' ? model.x.length * model.series.length : model.bars.length;
