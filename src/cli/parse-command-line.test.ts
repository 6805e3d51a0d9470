import { describe, expect, it } from 'vitest';
import type { Language } from '../messages/language.ts';
import { loadMessages } from '../messages/load-messages.ts';
import { createTranslate, type Translate } from '../messages/translate.ts';
import { isTandemError } from '../contract/errors.ts';
import { commands } from './commands.ts';
import { failureOf } from './error-line.ts';
import { parseCommandLine } from './parse-command-line.ts';
import { progressView } from './progress-view.ts';

const speak = async (language: Language): Promise<Translate> =>
  createTranslate(language, await loadMessages(language));

async function refusal(language: Language, ...argv: string[]): Promise<string> {
  const t = await speak(language);
  try {
    parseCommandLine(argv, commands, t, '0.0.0');
  } catch (error) {
    expect(isTandemError(error) && error.code).toBe('bad_request');
    return failureOf(error, t).line;
  }
  return 'nothing was refused';
}

describe('A command line that is not right', () => {
  it.each([
    ['an unknown option', ['run', '--fast'], '--fast', '没有选项 --fast'],
    ['an option without its value', ['run', '--workspace'], '--workspace <dir>', '需要一个值'],
    ['a missing argument', ['init'], 'tandem init <dir>', '缺少参数'],
    ['a word too many', ['run', 'now'], 'too many words: now', '多余的参数：now'],
    ['an unknown command', ['fly'], '“fly”', 'fly'],
  ])('says %s in English and in Chinese', async (_what, argv, english, chinese) => {
    expect(await refusal('en', ...argv)).toContain(english);
    const said = await refusal('zh-CN', ...argv);
    expect(said).toContain(chinese);
    expect(said).toMatch(/[\u4e00-\u9fff]/);
  });
});

describe('Progress', () => {
  const seen = async (isTTY: boolean, columns: number | undefined): Promise<string> => {
    let text = '';
    const view = progressView(await speak('en'), { write: (part) => (text += part), isTTY, columns });
    view({ step: 'load', state: 'start' });
    view({ step: 'load', state: 'progress', item: 'a.csv', done: 1, total: 2 });
    view({ step: 'load', state: 'done' });
    return text;
  };

  it('is shown on a terminal that does not say how wide it is', async () => {
    for (const columns of [0, undefined]) expect(await seen(true, columns)).toContain('✓ Reading files');
  });

  it('is plain lines without a terminal', async () => {
    const text = await seen(false, undefined);
    expect(text).not.toContain('\r');
    expect(text.trim().split('\n')).toHaveLength(2);
  });
});
