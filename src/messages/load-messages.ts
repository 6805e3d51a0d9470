import type { Language } from './language.ts';
import type { Messages } from './translate.ts';

/** One language's messages; a page loads only the one it shows. */
export const loadMessages = async (language: Language): Promise<Messages> => {
  const module = language === 'zh-CN' ? await import('./zh-CN.json') : await import('./en.json');
  return module.default;
};
