/** The languages of the product. Everything a person reads exists in each. */
export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

export const isLanguage = (value: unknown): value is Language =>
  languages.some((language) => language === value);

/** The first language of a browser's or `LANG`'s preference list that we have; English otherwise. */
export const pickLanguage = (preferred: readonly string[]): Language => {
  for (const tag of preferred) {
    const lower = tag.toLowerCase();
    if (lower.startsWith('zh')) return 'zh-CN';
    if (lower.startsWith('en')) return 'en';
  }
  return 'en';
};
