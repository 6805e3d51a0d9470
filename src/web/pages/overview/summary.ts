import type { LinesModel } from '../../charts/figure-model.ts';
import { locale, t } from '../../state/locale.svelte.ts';

/** One sentence on a chart over time: its span and where each line ends. */
export const lastPointSummary = (model: LinesModel): string => {
  const [first, last] = [model.x[0], model.x.at(-1)];
  if (first === undefined || last === undefined) return '';
  const ends = model.series.map((series) =>
    t('chart.point', { label: series.label, value: model.formatY(series.values.at(-1) ?? null) }),
  );
  return t('chart.summary', {
    from: model.formatX(first),
    to: model.formatX(last),
    ends: locale.formats.list(ends),
  });
};
