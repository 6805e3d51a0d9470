import { describe, expect, it } from 'vitest';
import { createFormats } from './formats.ts';
import { loadMessages } from './load-messages.ts';
import { type Missing, toldMissing } from './told-missing.ts';
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
});
