import { expect, it } from 'vitest';
import en from '../../../messages/en.json';
import type { Language } from '../../../messages/language.ts';
import { createTranslate } from '../../../messages/translate.ts';
import zh from '../../../messages/zh-CN.json';
import { incompleteText } from './incomplete-text.ts';

const words = (language: Language, missing?: string) => ({
  say: createTranslate(language, language === 'en' ? en : zh),
  missing,
});
const order = { isIncomplete: true, lineCount: 2 };

it('[ORD-4] an order says what its lines that were not loaded are worth, in both languages', () => {
  expect(incompleteText(order, words('en', '€1,234.00'))).toEqual({
    mark: '€1,234.00 not loaded',
    sentence:
      'Lines worth €1,234.00 of this order were not loaded. Its value, status and lateness are those of the lines that were.',
  });
  expect(incompleteText(order, words('zh-CN', '€1,234.00'))).toEqual({
    mark: '€1,234.00 未加载',
    sentence: '该订单价值 €1,234.00 的行未加载。所示金额、状态和延误情况仅为已加载的行。',
  });
  expect(incompleteText({ ...order, lineCount: 0 }, words('en', '€1,234.00'))?.sentence).toBe(
    'No line of this order was loaded; by its own total they are worth €1,234.00.',
  );
});

it('[ORD-4] what is missing may not be known; an order that is whole says nothing', () => {
  expect(incompleteText(order, words('en'))).toEqual({
    mark: 'lines not loaded',
    sentence:
      'Some lines of this order were not loaded. Its value, status and lateness are those of the lines that were.',
  });
  expect(incompleteText({ ...order, lineCount: 0 }, words('zh-CN'))?.sentence).toBe(
    '该订单的所有行均未加载。',
  );
  expect(incompleteText({ ...order, isIncomplete: false }, words('en'))).toBeUndefined();
});
