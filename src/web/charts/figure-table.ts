import type { FigureModel } from './figure-model.ts';

/** The chart as a table: the same marks in the same words. */
export interface FigureTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const figureTable = (model: FigureModel): FigureTable =>
  model.kind === 'lines'
    ? {
        head: [model.xLabel, ...model.series.map((series) => series.label)],
        rows: model.x.map((iso, at) => [
          model.formatX(iso),
          ...model.series.map((series) => model.formatY(series.values[at] ?? null)),
        ]),
      }
    : {
        head: [model.barLabel, model.valueLabel],
        rows: model.bars.map((bar) => [bar.label, model.formatY(bar.value)]),
      };
