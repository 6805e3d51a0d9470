import type { CustomerResponse } from '../../../contract/api/customers.ts';
import type { Formats } from '../../../messages/formats.ts';
import type { MessageKey } from '../../../messages/translate.ts';
import { t } from '../../state/locale.svelte.ts';
import { metricName } from '../../state/metric-name.ts';

export interface ValueTile {
  readonly id: string;
  readonly name: string;
  /** The metric whose definition and rows stand behind it. */
  readonly metric?: string;
  readonly text: string;
  /** A second number that belongs to it. */
  readonly more?: string;
  /** What the number leaves out. */
  readonly lacks?: readonly string[];
  /** What it means, where no metric says so. */
  readonly about?: string;
  readonly tone: '' | 'bad';
  /** This person may not see it. */
  readonly hidden?: true;
}

const none = '–';

/** What a customer is worth, in the order it is read. */
export const valueTiles = ({ value }: Pick<CustomerResponse, 'value'>, formats: Formats): ValueTile[] => {
  const money = (amount: number | null | undefined): string =>
    amount === null || amount === undefined ? none : formats.moneyShort(amount);
  const ever = (text: string): string => t('customer.value.ever', { value: text });
  const count = (amount: number | null): string => (amount === null ? none : formats.number(amount));
  const { unrated } = value;
  /** [C360-8] What a number leaves out for want of a rate: how many, each in its own words. */
  const without = (...left: readonly (readonly [MessageKey, number])[]): Pick<ValueTile, 'lacks'> => {
    const lacks = left.flatMap(([key, n]) => (n > 0 ? [t(key, { n })] : []));
    return lacks.length > 0 ? { lacks } : {};
  };
  const { revenue, revenueLifetime } = unrated;
  const ofRevenue = without(
    ['customer.value.unrated', revenue],
    ['customer.value.unrated.ever', revenueLifetime > revenue ? revenueLifetime : 0],
  );
  const ofUnsettled = (sum: 'receivables' | 'overdue'): Pick<ValueTile, 'lacks'> =>
    without(
      ['customer.value.unrated', unrated[sum]],
      ['customer.value.unrated.payments', unrated.payments[sum]],
    );
  const due = Math.round(value.daysPastDue ?? 0);
  const margin: ValueTile =
    value.margin === undefined
      ? { id: 'margin', name: metricName('gross_margin'), text: t('customer.hidden'), tone: '', hidden: true }
      : {
          id: 'margin',
          name: metricName('gross_margin'),
          metric: 'gross_margin',
          text: money(value.margin),
          more: ever(money(value.marginLifetime)),
          ...ofRevenue,
          tone: '',
        };
  return [
    {
      id: 'revenue',
      name: metricName('revenue'),
      metric: 'revenue',
      text: money(value.revenue),
      more: ever(money(value.revenueLifetime)),
      ...ofRevenue,
      tone: '',
    },
    margin,
    {
      id: 'receivables',
      name: metricName('receivables'),
      metric: 'receivables',
      text: money(value.receivables),
      ...ofUnsettled('receivables'),
      tone: '',
    },
    {
      id: 'overdue',
      name: metricName('overdue_receivables'),
      metric: 'overdue_receivables',
      text: money(value.overdue),
      ...ofUnsettled('overdue'),
      tone: (value.overdue ?? 0) > 0 ? 'bad' : '',
    },
    {
      id: 'days_to_pay',
      name: t('customer.value.days_to_pay'),
      text: value.daysToPay === null ? none : formats.number(Math.round(value.daysToPay)),
      ...(value.daysPastDue === null
        ? {}
        : {
            more: due > 0 ? t('customer.value.late', { n: due }) : t('customer.value.early', { n: -due }),
          }),
      ...without(['customer.value.unrated.days', unrated.payments.daysToPay]),
      about: t('customer.value.days_to_pay.about'),
      tone: due > 0 ? 'bad' : '',
    },
    {
      id: 'pipeline',
      name: metricName('pipeline_value'),
      metric: 'pipeline_value',
      text: money(value.pipeline),
      more: t('customer.value.weighted', { value: money(value.weightedPipeline) }),
      ...without(['customer.value.unrated.opportunities', unrated.opportunities]),
      tone: '',
    },
    {
      id: 'orders',
      name: metricName('orders'),
      metric: 'orders',
      text: count(value.orders),
      more:
        value.lastOrderOn === null
          ? t('customer.value.no_order')
          : `${ever(count(value.ordersLifetime))} · ${t('customer.value.last_order', { day: formats.day(value.lastOrderOn) })}`,
      ...(value.ordersLifetime ? { about: t('customer.value.orders.about') } : {}),
      tone: '',
    },
    {
      id: 'otif',
      name: metricName('otif_rate'),
      metric: 'otif_rate',
      text: value.otifRate === null ? none : formats.percent(value.otifRate),
      tone: '',
    },
    {
      id: 'cases',
      name: metricName('open_cases'),
      metric: 'open_cases',
      text: count(value.openCases),
      tone: (value.openCases ?? 0) > 0 ? 'bad' : '',
    },
  ];
};
