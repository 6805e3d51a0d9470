import { describe, expect, it } from 'vitest';
import { createFormats } from './formats.ts';
import { loadMessages } from './load-messages.ts';
import { type Missing, toldMissing, toldUncompared } from './told-missing.ts';
import { createTranslate } from './translate.ts';

describe('why a number is not given', () => {
  it.each<['en' | 'zh-CN', Missing, string | undefined]>([
    ['en', {}, undefined],
    ['en', { notKeptBy: ['region'] }, 'Not kept by Region'],
    ['en', { notKeptBy: ['region', 'stage'] }, 'Not kept by Region and Stage'],
    ['zh-CN', { notKeptBy: ['region', 'stage'] }, '不按地区和销售阶段统计'],
    [
      'en',
      { notKeptBy: ['channel'] },
      'Stock belongs to no region and no channel; your view does not include it.',
    ],
    [
      'en',
      { knownFrom: '2026-06-30' },
      'Not known before 30 Jun 2026: the stages of opportunities were not recorded',
    ],
    ['zh-CN', { knownFrom: '2026-06-30' }, '2026年6月30日 之前无法得知：当时没有记录商机阶段'],
  ])(
    '[QUERY-9] [POLICY-10] [QUERY-13] in %s of %j, asked by region and stage',
    async (language, missing, text) => {
      const t = createTranslate(language, await loadMessages(language));
      expect(toldMissing(missing, ['region', 'stage'], t, createFormats(language, 'CNY'))).toBe(text);
    },
  );

  it.each<['en' | 'zh-CN', Missing, string | undefined]>([
    ['en', {}, undefined],
    [
      'en',
      { knownFrom: '2026-06-30', lacking: 'stages' },
      'No comparison: the stages of opportunities are known only from 30 Jun 2026 on',
    ],
    ['en', { knownFrom: '2023-07-01', lacking: 'data' }, 'No comparison: the data begin on 1 Jul 2023'],
    [
      'en',
      { knownFrom: '2023-12-28', lacking: 'past' },
      'No comparison: the data reach back far enough only from 28 Dec 2023 on',
    ],
    ['zh-CN', { knownFrom: '2026-06-30' }, '无法比较：商机阶段自 2026年6月30日 起才有记录'],
    ['zh-CN', { knownFrom: '2023-07-01', lacking: 'data' }, '无法比较：数据始于 2023年7月1日'],
    [
      'zh-CN',
      { knownFrom: '2023-12-28', lacking: 'past' },
      '无法比较：自 2023年12月28日 起才有足够长的历史数据',
    ],
  ])('[QUERY-13] [QUERY-14] in %s of a comparison that is %j', async (language, missing, text) => {
    const t = createTranslate(language, await loadMessages(language));
    const formats = createFormats(language, 'CNY');
    expect(toldUncompared(missing, t, formats)).toBe(text);
    const later = text
      ?.replace('No comparison:', 'No comparison before Jul 2024:')
      .replace('无法比较', 'Jul 2024 之前无法比较');
    expect(toldUncompared(missing, t, formats, { step: 'Jul 2024' })).toBe(later);
    const one = text?.replace(/No comparison|无法比较/, 'vs year before');
    expect(toldUncompared(missing, t, formats, { against: 'vs year before' })).toBe(one);
    // Of a value that is not given beside figures that are, in a download, the same is said.
    if (missing.lacking !== undefined && missing.lacking !== 'stages')
      expect(toldMissing(missing, [], t, formats)).toBe(text);
  });
});
