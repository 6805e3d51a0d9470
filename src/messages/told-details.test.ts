import { describe, expect, it } from 'vitest';
import { createTranslate, type MessageArguments } from './translate.ts';
import { loadMessages } from './load-messages.ts';
import { toldDetails } from './told-details.ts';

const said = async (language: 'en' | 'zh-CN', details: MessageArguments): Promise<unknown> => {
  const t = createTranslate(language, await loadMessages(language));
  return toldDetails(details, t.maybe)['reason'];
};

describe('[LOAD-56] a reason', () => {
  const mistake = { reason: 'value_misspelt', path: 'objects.orders.colums', meant: 'columns', at: 12 };

  it('comes with its line and how many more there are', async () => {
    expect(await said('en', { ...mistake, more: 2 })).toBe(
      'line 12: “objects.orders.colums” is not known; perhaps “columns” is meant (and 2 more mistakes)',
    );
    expect(await said('zh-CN', { ...mistake, more: 0 })).toBe(
      '第 12 行：无法识别“objects.orders.colums”，可能应为“columns”',
    );
    expect(await said('zh-CN', { reason: 'mapping_syntax', near: 'orders', at: 4, char: 6 })).toBe(
      '第 4 行第 6 个字符：从“orders”开始，SQL 无法解读',
    );
  });

  it('comes with the others, one a line, and how many more there are', async () => {
    const others = [{ reason: 'yaml_tab', at: 14 }];
    expect(await said('en', { ...mistake, others, more: 3 })).toMatch(
      /^\n {2}line 12: “objects\.orders\.colums” is not known; perhaps “columns” is meant\n {2}line 14: .*\n {2}and 3 more mistakes$/,
    );
    expect(await said('zh-CN', { ...mistake, others })).toMatch(
      /^\n {2}第 12 行：无法识别“objects\.orders\.colums”，可能应为“columns”\n {2}第 14 行：[^；]*$/,
    );
  });

  it('of a file is told without a line as well, and one without a text stands as it is', async () => {
    expect(await said('en', { reason: 'mapping_empty' })).toBe('there is no SELECT in it');
    expect(await said('en', { reason: 'it is late', at: 3 })).toBe('it is late');
  });
});
