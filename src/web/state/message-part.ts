import type { Language } from '../../messages/language.ts';
import type { Messages } from '../../messages/translate.ts';

type Fetch = () => Promise<{ default: Messages }>;

/** Words that only one page says: see build/message-parts.ts. */
const fetches = {
  customers: {
    en: () => import('../../messages/en.json?part=customers'),
    'zh-CN': () => import('../../messages/zh-CN.json?part=customers'),
  },
  data: {
    en: () => import('../../messages/en.json?part=data'),
    'zh-CN': () => import('../../messages/zh-CN.json?part=data'),
  },
  identity: {
    en: () => import('../../messages/en.json?part=identity'),
    'zh-CN': () => import('../../messages/zh-CN.json?part=identity'),
  },
  joined: {
    en: () => import('../../messages/en.json?part=joined'),
    'zh-CN': () => import('../../messages/zh-CN.json?part=joined'),
  },
  orders: {
    en: () => import('../../messages/en.json?part=orders'),
    'zh-CN': () => import('../../messages/zh-CN.json?part=orders'),
  },
  users: {
    en: () => import('../../messages/en.json?part=users'),
    'zh-CN': () => import('../../messages/zh-CN.json?part=users'),
  },
} satisfies Record<string, Record<Language, Fetch>>;

export type MessagePart = keyof typeof fetches;

export const loadMessagePart = async (part: MessagePart, language: Language): Promise<Messages> =>
  (await fetches[part][language]()).default;
