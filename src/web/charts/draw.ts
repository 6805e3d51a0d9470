import type { Drawing, FigureModel } from './figure-model.ts';

/** The one door to the drawing library: each kind of chart is loaded when the first of it comes into being. */
export const draw = async (model: FigureModel, width: number, height: number): Promise<Drawing> => {
  switch (model.kind) {
    case 'lines':
      return (await import('./draw-lines.ts')).drawLines(model, width, height);
    case 'lanes':
      return (await import('./draw-lanes.ts')).drawLanes(model, width, height);
    case 'bars':
      return (await import('./draw-bars.ts')).drawBars(model, width, height);
    case 'waterfall':
      return (await import('./draw-waterfall.ts')).drawWaterfall(model, width, height);
    case 'columns':
      return (await import('./draw-columns.ts')).drawColumns(model, width, height);
  }
};
