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
  /** [C360-8] Invoices without a rate that a number leaves out, of the year and ever. */
  const lacking = (n: number, ever = n): Pick<ValueTile, 'lacks'> =>
    ever === 0
      ? {}
      : {
          lacks: [
            ...(n > 0 ? [t('customer.value.unrated', { n })] : []),
            ...(ever > n ? [t('customer.value.unrated.ever', { n: ever })] : []),
          ],
        };
  /** [C360-8] Those and the payments that do not lower it. */
  const unsettled = (sum: 'receivables' | 'overdue'): Pick<ValueTile, 'lacks'> => {
    const payments = unrated.payments[sum];
    const lacks = [
      ...(lacking(unrated[sum]).lacks ?? []),
      ...(payments > 0 ? [t('customer.value.unrated.payments', { n: payments })] : []),
    ];
    return lacks.length > 0 ? { lacks } : {};
  };
  const only = (key: MessageKey, n: number): Pick<ValueTile, 'lacks'> =>
    n > 0 ? { lacks: [t(key, { n })] } : {};
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
          ...lacking(unrated.revenue, unrated.revenueLifetime),
          tone: '',
        };
  return [
    {
      id: 'revenue',
      name: metricName('revenue'),
      metric: 'revenue',
      text: money(value.revenue),
      more: ever(money(value.revenueLifetime)),
      ...lacking(unrated.revenue, unrated.revenueLifetime),
      tone: '',
    },
    margin,
    {
      id: 'receivables',
      name: metricName('receivables'),
      metric: 'receivables',
      text: money(value.receivables),
      ...unsettled('receivables'),
      tone: '',
    },
    {
      id: 'overdue',
      name: metricName('overdue_receivables'),
      metric: 'overdue_receivables',
      text: money(value.overdue),
      ...unsettled('overdue'),
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
      ...only('customer.value.unrated.days', unrated.payments.daysToPay),
      about: t('customer.value.days_to_pay.about'),
      tone: due > 0 ? 'bad' : '',
    },
    {
      id: 'pipeline',
      name: metricName('pipeline_value'),
      metric: 'pipeline_value',
      text: money(value.pipeline),
      more: t('customer.value.weighted', { value: money(value.weightedPipeline) }),
      ...only('customer.value.unrated.opportunities', unrated.opportunities),
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
