import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const plot = join(dirname(fileURLToPath(import.meta.resolve('@observablehq/plot'))), '/');

const refuse = (what: string): string => `() => { throw new Error('this build draws no ${what}') }`;

/** Parts of Plot that `plot()` always brings along, and what stands for each where it is never used. */
const leftOut: Readonly<Record<string, string>> = {
  'projection.js': `
    export const createProjection = () => undefined;
    export const hasProjection = () => false;
    export const projectionAspectRatio = () => undefined;
    export const project = ${refuse('maps')};
    export const applyPosition = ${refuse('maps')};
    export const getGeometryChannels = ${refuse('maps')};
    export const xyProjection = ${refuse('maps')};`,
  'scales/schemes.js': `
    export const isCategoricalScheme = () => false;
    export const isDivergingScheme = () => false;
    export const maybeBooleanRange = () => undefined;
    export const ordinalScheme = ${refuse('colour schemes')};
    export const ordinalRange = ${refuse('colour schemes')};
    export const quantitativeScheme = ${refuse('colour schemes')};`,
  'legends.js': `
    export const legend = ${refuse('legends')};
    export const exposeLegends = () => ${refuse('legends')};
    export const createLegends = () => [];`,
  'marks/tip.js': `
    export class Tip {}
    export const tip = ${refuse('tips')};`,
  'interactions/pointer.js': `
    export const pointer = ${refuse('tips')};
    export const pointerX = pointer;
    export const pointerY = pointer;
    export const anchorX = pointer;
    export const anchorY = pointer;`,
};

const mark = '\0lean-plot:';

/**
 * Keeps maps, colour schemes, legends and tips of Observable Plot out of the bundle: the charts take every colour from
 * tokens and bring their own legend and cursor. Saves about 20 kB gzip before the first chart. A chart that comes to
 * need one of these parts fails at once, saying which.
 */
export const leanPlot = (): Plugin => ({
  name: 'lean-plot',
  apply: 'build',
  enforce: 'pre',
  resolveId(source, importer) {
    if (!importer?.startsWith(plot)) return undefined;
    if (source === 'd3' && importer === `${plot}plot.js`) return `${mark}d3`;
    if (!source.startsWith('.')) return undefined;
    const part = join(dirname(importer), source).slice(plot.length);
    return part in leftOut ? mark + part : undefined;
  },
  load(id) {
    if (!id.startsWith(mark)) return undefined;
    const part = id.slice(mark.length);
    return part === 'd3'
      ? `export { creator, select } from 'd3'; export const geoPath = ${refuse('maps')};`
      : leftOut[part];
  },
});
