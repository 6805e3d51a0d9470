export type Script = 'latin' | 'han' | 'kana' | 'hangul' | 'cyrillic' | 'greek' | 'other' | 'none';

const tests: readonly [Script, RegExp][] = [
  ['kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['hangul', /\p{Script=Hangul}/u],
  ['han', /\p{Script=Han}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['greek', /\p{Script=Greek}/u],
  ['latin', /\p{Script=Latin}/u],
  ['other', /\p{L}/u],
];

/** Script of a text; where several are mixed, the one that names its language best (kana before Han before Latin). */
export const scriptOf = (text: string): Script => tests.find(([, test]) => test.test(text))?.[0] ?? 'none';
