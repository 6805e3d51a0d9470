import { markText, type FigureModel } from './figure-model.ts';

/** The chart as a table: the same marks in the same words. */
export interface FigureTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The column of words among those of numbers. */
  readonly words?: number;
}

export const figureTable = (model: FigureModel): FigureTable => {
  switch (model.kind) {
    case 'lines':
    case 'lanes':
      return {
        head: [model.xLabel, ...model.series.map((series) => series.label)],
        rows: model.x.map((iso, mark) => [
          model.formatX(iso),
          ...model.series.map((_, series) => markText(model, mark, series)?.value ?? ''),
        ]),
      };
    case 'bars':
      return {
        head: [model.barLabel, model.valueLabel],
        rows: model.bars.map((bar) => [bar.label, model.formatY(bar.value)]),
      };
    case 'waterfall':
      return {
        words: 1,
        head: [model.stepLabel, model.noteLabel, model.valueLabel, model.sumLabel],
        rows: model.steps.map((step) => [
          step.label,
          step.note,
          model.formatY(step.to - step.from),
          model.formatY(step.to),
        ]),
      };
    case 'columns':
      return {
        head: [model.columnLabel, model.valueLabel],
        rows: model.columns.map((column) => [column.label, model.formatY(column.value)]),
      };
  }
};
