import { describe, expect, it } from 'vitest';
import { pickLanguage } from './language.ts';
import { createTranslate, type MessageKey } from './translate.ts';

const say = createTranslate('en', {
  plain: 'Ready',
  rows: '{n, plural, one {# row} other {# rows}}',
  broken: '{n, plural',
});

describe('saying a message', () => {
  it('fills placeholders and plurals', () => {
    expect(say.maybe('rows', { n: 1 })).toBe('1 row');
    expect(say.maybe('rows', { n: 1200 })).toBe('1,200 rows');
  });

  it('shows the key when there is no text, a value is missing or the text is broken', () => {
    expect(say('nothing.here' as MessageKey)).toBe('nothing.here');
    expect(say('rows' as MessageKey)).toBe('rows');
    expect(say.maybe('broken')).toBeUndefined();
  });

  it('picks the first language of the reader that exists', () => {
    expect([pickLanguage(['fr', 'zh-TW']), pickLanguage(['de']), pickLanguage(['en-AU', 'zh'])]).toEqual([
      'zh-CN',
      'en',
      'en',
    ]);
  });
});
