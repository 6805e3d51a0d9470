import { describe, expect, it } from 'vitest';
import { createFormats } from './formats.ts';

const en = createFormats('en', 'CNY');
const zh = createFormats('zh-CN', 'CNY');

describe('numbers and dates as each reader writes them', () => {
  it('shortens money by thousands and millions in English, by 万 and 亿 in Chinese', () => {
    expect([en.moneyShort(12_345), en.moneyShort(1_234_567), en.moneyShort(123_456_789)]).toEqual([
      '¥12.3K',
      '¥1.23M',
      '¥123M',
    ]);
    expect([zh.moneyShort(12_345), zh.moneyShort(1_234_567), zh.moneyShort(123_456_789)]).toEqual([
      '¥1.23万',
      '¥123万',
      '¥1.23亿',
    ]);
  });

  it('writes an amount in another currency with its code, so that no yen is taken for a yuan', () => {
    const plain = (text: string) => text.replaceAll('\u00a0', ' ');
    for (const { moneyIn } of [en, zh]) {
      expect(plain(moneyIn(1_173.18, 'EUR'))).toBe('EUR 1,173.18');
      expect(plain(moneyIn(8_996.18, 'CNY'))).toBe('CNY 8,996.18');
      expect(plain(moneyIn(1_200, 'JPY'))).toBe('JPY 1,200');
      expect(plain(moneyIn(-4, 'EUR'))).toBe('−EUR 4.00');
      expect(plain(moneyIn(-4.5, 'EURO')), 'no code of ISO 4217').toBe('EURO −4.50');
      expect(plain(moneyIn(4.5, '')), 'none').toMatch(/^ ?4.50$/);
    }
  });

  it('writes a change with its sign and a true minus, and no sign for zero', () => {
    expect([en.change(0.1234), en.change(-0.05), en.change(0)]).toEqual(['+12.3%', '−5.0%', '0.0%']);
  });

  it('never shifts a day by time zone', () => {
    expect(en.day('2026-06-30')).toBe('30 Jun 2026');
    expect(zh.day('2026-06-30')).toBe('2026年6月30日');
    expect(en.month('2026-01-01')).toBe('Jan 2026');
  });

  it('names quarters in both languages', () => {
    expect([en.quarter('2026-04-01'), zh.quarter('2026-04-01')]).toEqual(['Q2 2026', '2026年第2季度']);
  });

  it('shows zero money without cents', () => {
    expect([en.moneyShort(0), zh.moneySigned(0)]).toEqual(['¥0', '¥0']);
  });
});
