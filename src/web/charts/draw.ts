import { drawBars } from './draw-bars.ts';
import { drawLines } from './draw-lines.ts';
import type { Drawing, FigureModel } from './figure-model.ts';

/** The one door to the drawing library: loaded when the first chart comes into being. */
export const draw = (model: FigureModel, width: number, height: number): Drawing =>
  model.kind === 'lines' ? drawLines(model, width, height) : drawBars(model, width, height);
