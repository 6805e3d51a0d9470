import { IntlMessageFormat } from 'intl-messageformat';
import type en from './en.json';
import type { Language } from './language.ts';

export type MessageKey = keyof typeof en;
/** ICU text, or, in a built page, what was read from it: a page brings no parser along. */
export type Message = ConstructorParameters<typeof IntlMessageFormat>[0];
export type Messages = Readonly<Record<string, Message>>;
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

const readMessage = (text: Message, language: Language): IntlMessageFormat =>
  new IntlMessageFormat(text, language, undefined, { ignoreTag: true });

/** A message read ahead, so that whoever says it needs no parser. Throws for what is no ICU text. */
export const readAhead = (text: string, language: Language): Message =>
  needsFormatting.test(text) ? readMessage(text, language).getAst() : text;

/**
 * A translator over one language's flat ICU messages. An unknown key or a missing value shows the key itself,
 * never an exception: a page with one odd label is better than no page.
 */
export const createTranslate = (language: Language, messages: Messages): Translate => {
  const formats = new Map<string, IntlMessageFormat>();
  const maybe = (key: string, values: MessageArguments = {}): string | undefined => {
    const text = messages[key];
    if (text === undefined || (typeof text === 'string' && !needsFormatting.test(text))) return text;
    try {
      let format = formats.get(key);
      if (!format) {
        format = readMessage(text, language);
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
