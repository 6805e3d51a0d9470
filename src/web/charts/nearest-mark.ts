import type { MarkPlaces } from './figure-model.ts';

/** The mark and series nearest to a point: by x first for lines (`across`), by y for bars. */
export const nearestMark = (
  places: MarkPlaces,
  point: { readonly x: number; readonly y: number },
  across: boolean,
): { readonly mark: number; readonly series: number } | undefined => {
  let best: { mark: number; series: number; far: number } | undefined;
  places.forEach((series, mark) => {
    series.forEach((place, at) => {
      if (!place) return;
      const [main, other] = across ? [place.x - point.x, place.y - point.y] : [place.y - point.y, 0];
      const far = Math.abs(main) * 1e4 + Math.abs(other);
      if (!best || far < best.far) best = { mark, series: at, far };
    });
  });
  return best && { mark: best.mark, series: best.series };
};
