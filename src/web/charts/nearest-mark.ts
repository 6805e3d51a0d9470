import type { MarkPlaces } from './figure-model.ts';

/** The mark and series nearest to a point: by x first for lines, by y for bars, by both for lanes. */
export const nearestMark = (
  places: MarkPlaces,
  point: { readonly x: number; readonly y: number },
  along: 'x' | 'y' | 'both',
): { readonly mark: number; readonly series: number } | undefined => {
  let best: { mark: number; series: number; far: number } | undefined;
  places.forEach((series, mark) => {
    series.forEach((place, at) => {
      if (!place) return;
      const [across, down] = [Math.abs(place.x - point.x), Math.abs(place.y - point.y)];
      const far = along === 'both' ? Math.hypot(across, down) : along === 'x' ? across * 1e4 + down : down;
      if (!best || far < best.far) best = { mark, series: at, far };
    });
  });
  return best && { mark: best.mark, series: best.series };
};
