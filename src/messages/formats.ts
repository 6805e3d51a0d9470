import type { Language } from './language.ts';

/** All number and date spelling of one language. Dates are ISO days (`2026-06-30`) and never shift by time zone. */
export interface Formats {
  /** `¥12,345.60` */
  readonly money: (value: number) => string;
  /** An amount in any currency, with its code: `EUR 12,345.60`, `CNY 12.00`. */
  readonly moneyIn: (value: number, currency: string) => string;
  /** `¥12.3M`, `¥1235万` */
  readonly moneyShort: (value: number) => string;
  /** `12,345` or `12,345.5` */
  readonly number: (value: number) => string;
  /** For axes: `¥1.5M`, `¥2M` */
  readonly moneyTick: (value: number) => string;
  readonly percentTick: (ratio: number) => string;
  readonly numberShort: (value: number) => string;
  /** 0.123 → `12.3%` */
  readonly percent: (ratio: number) => string;
  /** 0.123 → `+12.3%`; no sign for zero. */
  readonly change: (ratio: number) => string;
  /** Percentage points: 0.012 → `+1.2` */
  readonly points: (difference: number) => string;
  readonly signed: (value: number) => string;
  /** With its sign and exactly one decimal. */
  readonly signedTenths: (value: number) => string;
  readonly moneySigned: (value: number) => string;
  /** `30 Jun 2026`, `2026年6月30日` */
  readonly day: (iso: string) => string;
  /** `30 Jun`, `6月30日` */
  readonly dayShort: (iso: string) => string;
  /** `Jun 2026`, `2026年6月` */
  readonly month: (iso: string) => string;
  readonly monthShort: (iso: string) => string;
  readonly quarter: (iso: string) => string;
  readonly year: (iso: string) => string;
  /** An instant in the reader's own time zone: `30 Jun 2026, 08:15` */
  readonly moment: (iso: string) => string;
  readonly bytes: (value: number) => string;
  readonly list: (items: readonly string[]) => string;
  readonly compareText: (a: string, b: string) => number;
}

const minus = '\u2212';

/** What the language's own currency formats accept: anything else is written before a plain number. */
const isCode = (currency: string): boolean => /^[A-Z]{3}$/.test(currency);

const midday = (iso: string): Date => new Date(`${iso.slice(0, 10)}T12:00:00Z`);

/** Spelling for one language and one base currency (ISO 4217). */
export const createFormats = (language: Language, currency: string): Formats => {
  const locale = language === 'en' ? 'en-GB' : 'zh-CN';
  const numbers = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(language, options);
    return (value: number) => format.format(value).replace('-', minus);
  };
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (iso: string) => format.format(midday(iso));
  };
  const cash = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const short = { notation: 'compact', minimumSignificantDigits: 3, maximumSignificantDigits: 3 } as const;
  const collator = new Intl.Collator(locale, { numeric: true });
  const year = dates({ year: 'numeric' });
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const points = numbers({ minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const plainMoney = numbers(cash);
  const plainAmount = numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const amounts = new Map<string, (value: number) => string>();
  const amountsIn = (code: string): ((value: number) => string) =>
    isCode(code)
      ? numbers({ style: 'currency', currency: code, currencyDisplay: 'code' })
      : (value) => `${code}\u00a0${plainAmount(value)}`;
  const plainMoneySigned = numbers({ ...cash, signDisplay: 'exceptZero' });
  const shortMoney = numbers({ ...cash, ...short });
  const shortMoneySigned = numbers({ ...cash, ...short, signDisplay: 'exceptZero' });
  const shortNumber = numbers(short);
  const plainNumber = numbers({ maximumFractionDigits: 2 });
  const wholeNumber = numbers({ maximumFractionDigits: 0 });
  return {
    money: plainMoney,
    moneyIn: (value, code) => {
      const format = amounts.get(code) ?? amountsIn(code);
      amounts.set(code, format);
      return format(value);
    },
    moneyShort: (value) => (value === 0 ? plainMoney(0).replace(/[.]00$/, '') : shortMoney(value)),
    moneyTick: numbers({ ...cash, notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 }),
    percentTick: numbers({ style: 'percent', maximumFractionDigits: 1 }),
    number: plainNumber,
    numberShort: (value) =>
      Math.abs(value) < 10_000
        ? (Number.isInteger(value) ? wholeNumber : plainNumber)(value)
        : shortNumber(value),
    percent: numbers({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    change: numbers({
      style: 'percent',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
      signDisplay: 'exceptZero',
    }),
    points: (difference) => points(difference * 100),
    signed: numbers({ maximumFractionDigits: 2, signDisplay: 'exceptZero' }),
    signedTenths: numbers({ minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' }),
    moneySigned: (value) =>
      value === 0 ? plainMoneySigned(0).replace(/[.]00$/, '') : shortMoneySigned(value),
    day: dates({ day: 'numeric', month: 'short', year: 'numeric' }),
    dayShort: dates({ day: 'numeric', month: 'short' }),
    month: dates({ month: 'short', year: 'numeric' }),
    monthShort: dates({ month: 'short' }),
    quarter: (iso) => {
      const quarter = Math.floor((Number(iso.slice(5, 7)) - 1) / 3) + 1;
      return language === 'en' ? `Q${quarter} ${year(iso)}` : `${year(iso)}第${quarter}季度`;
    },
    year,
    moment: (iso) => instant.format(new Date(iso)),
    bytes: (value) => {
      const step = value < 1e6 ? { unit: 'kilobyte', by: 1e3 } : { unit: 'megabyte', by: 1e6 };
      return numbers({ style: 'unit', unit: step.unit, maximumFractionDigits: 1 })(value / step.by);
    },
    list: (items) => list.format(items),
    compareText: (a, b) => collator.compare(a, b),
  };
};
