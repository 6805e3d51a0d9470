import { expect, it } from 'vitest';
import en from '../../../messages/en.json';
import { createFormats } from '../../../messages/formats.ts';
import type { Language } from '../../../messages/language.ts';
import { createTranslate } from '../../../messages/translate.ts';
import zh from '../../../messages/zh-CN.json';
import { closedShortText } from './closed-short-text.ts';

const line = { isShortClosed: true, isService: false, shipped: 2, invoiced: 2, quantity: 1200 };
const said = (news: Partial<typeof line>) =>
  (['en', 'zh-CN'] as const).map((language: Language) =>
    closedShortText(
      { ...line, ...news },
      {
        say: createTranslate(language, language === 'en' ? en : zh),
        number: createFormats(language, 'CNY').number,
        unit: language === 'en' ? 'pcs' : '件',
      },
    ),
  );

it('[STATUS-12] a line that was closed short says how much of it came and that the rest will not', () => {
  expect(said({})).toEqual([
    'Closed with 2 of 1,200 pcs shipped; the rest will not come',
    '已关闭：已发货 2 / 1,200 件，其余不会再发货',
  ]);
  expect(said({ shipped: 0, invoiced: 0 })).toEqual([
    'Closed: nothing was shipped and nothing will come',
    '已关闭：没有发货，也不会再发货',
  ]);
});

it('[STATUS-12] [ORD-5] of a service it says how much was invoiced, and not that something was not shipped', () => {
  expect(said({ isService: true, shipped: 0 })).toEqual([
    'Closed with 2 of 1,200 pcs invoiced; the rest will not come',
    '已关闭：已开票 2 / 1,200 件，其余不再提供',
  ]);
});

it('[STATUS-12] of any other line it says nothing', () => {
  expect(said({ isShortClosed: false })).toEqual([undefined, undefined]);
});
