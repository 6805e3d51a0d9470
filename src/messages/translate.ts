import { IntlMessageFormat } from 'intl-messageformat';
import type en from './en.json';
import type { Language } from './language.ts';

export type MessageKey = keyof typeof en;
export type Messages = Readonly<Record<string, string>>;
type Argument = string | number | boolean | Date;
/** A list is named by no text: it is for who puts several texts together. */
export type MessageArguments = Readonly<Record<string, Argument | Readonly<Record<string, Argument>>[]>>;

/** Says one message in one language. */
export interface Translate {
  (key: MessageKey, values?: MessageArguments): string;
  /** For keys made at run time (`error.<code>`): the text, or `undefined` when there is none. */
  readonly maybe: (key: string, values?: MessageArguments) => string | undefined;
}

const needsFormatting = /[{}'<]/;

/**
 * A translator over one language's flat ICU messages. An unknown key or a missing value shows the key itself,
 * never an exception: a page with one odd label is better than no page.
 */
export const createTranslate = (language: Language, messages: Messages): Translate => {
  const formats = new Map<string, IntlMessageFormat>();
  const maybe = (key: string, values: MessageArguments = {}): string | undefined => {
    const text = messages[key];
    if (text === undefined || !needsFormatting.test(text)) return text;
    try {
      let format = formats.get(key);
      if (!format) {
        format = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
        formats.set(key, format);
      }
      const said = format.format<string>(values as Record<string, Argument>);
      return typeof said === 'string' ? said : String(said);
    } catch {
      return undefined;
    }
  };
  return Object.assign((key: MessageKey, values?: MessageArguments) => maybe(key, values) ?? key, { maybe });
};
