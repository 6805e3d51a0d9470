import { drawBars } from './draw-bars.ts';
import { drawColumns } from './draw-columns.ts';
import { drawLanes } from './draw-lanes.ts';
import { drawLines } from './draw-lines.ts';
import { drawWaterfall } from './draw-waterfall.ts';
import type { Drawing, FigureModel } from './figure-model.ts';

/** The one door to the drawing library: loaded when the first chart comes into being. */
export const draw = (model: FigureModel, width: number, height: number): Drawing => {
  switch (model.kind) {
    case 'lines':
      return drawLines(model, width, height);
    case 'lanes':
      return drawLanes(model, width, height);
    case 'bars':
      return drawBars(model, width, height);
    case 'waterfall':
      return drawWaterfall(model, width, height);
    case 'columns':
      return drawColumns(model, width, height);
  }
};
