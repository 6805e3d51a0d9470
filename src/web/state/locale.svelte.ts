import { createFormats, type Formats } from '../../messages/formats.ts';
import { isLanguage, pickLanguage, type Language } from '../../messages/language.ts';
import { loadMessages } from '../../messages/load-messages.ts';
import {
  createTranslate,
  type MessageArguments,
  type MessageKey,
  type Messages,
  type Translate,
} from '../../messages/translate.ts';
import { loadMessagePart, type MessagePart } from './message-part.ts';

const stored = 'tandem.language';

/** The reader's language; a change re-renders every text and number. */
class Locale {
  language = $state<Language>('en');
  currency = $state('CNY');
  #translate = $state.raw<Translate>(createTranslate('en', {}));
  formats: Formats = $derived(createFormats(this.language, this.currency));

  #parts = new Set<MessagePart>();
  #messages: Messages = {};

  #say(language: Language, messages: Messages): void {
    this.#messages = messages;
    this.#translate = createTranslate(language, messages);
  }

  get translate(): Translate {
    return this.#translate;
  }

  /** The language chosen before on this machine, else the browser's. */
  preferred(): Language {
    const before = localStorage.getItem(stored);
    return isLanguage(before) ? before : pickLanguage(navigator.languages);
  }

  /** Fetches the words of a page that are not among those of every page. */
  async need(part: MessagePart): Promise<void> {
    if (this.#parts.has(part)) return;
    const language = this.language;
    const words = await loadMessagePart(part, language);
    this.#parts.add(part);
    if (language === this.language) this.#say(language, { ...this.#messages, ...words });
    else await this.use(this.language);
  }

  async use(language: Language): Promise<void> {
    const messages = await Promise.all([
      loadMessages(language),
      ...[...this.#parts].map((part) => loadMessagePart(part, language)),
    ]);
    this.#say(language, Object.assign({}, ...messages) as Messages);
    this.language = language;
    localStorage.setItem(stored, language);
    document.documentElement.lang = language;
  }
}

export const locale = new Locale();

export const t = (key: MessageKey, values?: MessageArguments): string => locale.translate(key, values);

/** Text for a key made at run time; `otherwise` when the catalogue of messages has none. */
export const tOr = (key: string, otherwise: string, values?: MessageArguments): string =>
  locale.translate.maybe(key, values) ?? otherwise;
