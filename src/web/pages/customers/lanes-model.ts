import { laneOf } from '../../../contract/event-kinds.ts';
import type { Formats } from '../../../messages/formats.ts';
import type { LanesModel } from '../../charts/figure-model.ts';
import { t } from '../../state/locale.svelte.ts';
import { kindText } from './event-text.ts';
import { stepDays, type lanesOf, type Step } from './timeline-steps.ts';

/** The lanes of a time line in the reader's words. */
export const lanesModel = (grid: ReturnType<typeof lanesOf>, step: Step, formats: Formats): LanesModel => ({
  kind: 'lanes',
  x: grid.x,
  xLabel: t(`customer.timeline.step.${step}`),
  stepDays: stepDays[step],
  series: grid.lanes.map(({ kind, marks }) => ({
    id: kind,
    label: kindText(kind),
    tone: laneOf(kind),
    values: marks.map((mark) => mark?.events ?? null),
    texts: marks.map((mark) => {
      if (!mark) return '';
      const parts = [formats.number(mark.events)];
      if (mark.amount !== null) parts.push(formats.moneyShort(mark.amount));
      if (mark.flagged > 0) parts.push(t('customer.timeline.flagged', { n: mark.flagged }));
      return parts.join(' · ');
    }),
    flagged: marks.map((mark) => (mark?.flagged ?? 0) > 0),
  })),
  formatX: (iso) =>
    step === 'week'
      ? formats.day(iso)
      : step === 'month'
        ? formats.month(iso)
        : step === 'quarter'
          ? formats.quarter(iso)
          : formats.year(iso),
  formatTickX: (iso) => formats.month(iso),
});
