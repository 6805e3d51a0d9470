import type { QueryResult } from '../../../contract/api/query.ts';
import type { Compare } from '../../../contract/query.ts';
import type { LinesModel, Tone } from '../../charts/figure-model.ts';
import { bucketText } from '../../state/bucket-text.ts';
import { catalog } from '../../state/catalog.svelte.ts';
import { locale, t } from '../../state/locale.svelte.ts';
import { metricShort, metricTick } from '../../state/metric-format.ts';
import { dimensionName, metricName } from '../../state/metric-name.ts';
import type { Bucket } from '../../state/periods.ts';
import { uncomparedText } from '../../state/missing-text.ts';
import { numbersOf, textsOf } from '../../state/result.ts';
import { isWithheld, uncompared } from './comparable-with.ts';

/** A chart over time of one or two metrics, each beside what it is compared with, as far as that is known. */
export const linesModel = (
  result: QueryResult,
  metrics: readonly { readonly id: string; readonly tone: Tone }[],
  look: {
    readonly bucket: Bucket;
    readonly compare: Compare;
    readonly fromZero: boolean;
    readonly area: boolean;
  },
): LinesModel => {
  const { formats } = locale;
  const style = catalog.metric(metrics[0]?.id ?? '') ?? { format: 'integer', unit: 'count' };
  const say = (value: number | null) => metricShort(formats, style, value);
  return {
    kind: 'lines',
    x: textsOf(result, look.bucket).map((text) => text ?? ''),
    xLabel: dimensionName(look.bucket),
    series: metrics.flatMap(({ id, tone }) => {
      const past = `${id}__${look.compare}`;
      const now = { id, label: metricName(id), tone, area: look.area, values: numbersOf(result, id) };
      const [missing] = uncompared(result, [id], [look.compare]);
      if (missing && isWithheld(missing)) return [now];
      const why = uncomparedText(missing);
      return [
        now,
        {
          id: past,
          label: t('chart.compared', { metric: metricName(id), against: t(`chart.against.${look.compare}`) }),
          tone,
          faint: true,
          values: numbersOf(result, past),
          ...(why === undefined ? {} : { unknown: { before: missing?.knownStep ?? '', why } }),
        },
      ];
    }),
    formatX: (iso) => bucketText(look.bucket, iso, 'full'),
    formatTickX: (iso, first) => bucketText(look.bucket, iso, first ? 'first' : 'tick'),
    formatY: say,
    formatTickY: (value) => metricTick(formats, style, value),
    fromZero: look.fromZero,
  };
};
