import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSystemFile } from '../../pipelines/load/read-system.ts';
import { openWorkspace } from '../../pipelines/workspace.ts';
import type { Language } from '../messages/language.ts';
import { loadMessages } from '../messages/load-messages.ts';
import { createTranslate } from '../messages/translate.ts';
import { failureOf } from './error-line.ts';
import { readNumber, readText } from './read-option.ts';

const good = `system: shop
objects:
  orders:
    files: orders*.csv
    key: id
    columns:
      id: { type: id }
`;

describe('[LOAD-56] a mistake in what a person wrote', () => {
  let dir = '';
  beforeAll(() => (dir = mkdtempSync(join(tmpdir(), 'tandem-mistake-'))));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const said = async (language: Language, act: () => unknown): Promise<string> => {
    try {
      act();
    } catch (error) {
      const failure = failureOf(error, createTranslate(language, await loadMessages(language)));
      expect(failure.exit).toBe(2);
      return failure.line.replaceAll(dir, '…');
    }
    return 'nothing was refused';
  };
  const system = (text: string) => () => {
    const file = join(dir, 'system.yaml');
    writeFileSync(file, text);
    return readSystemFile(file);
  };
  const workspace = (text: string) => () => {
    writeFileSync(join(dir, 'tandem.yaml'), text);
    return openWorkspace(dir);
  };

  it('the good one is right', async () => {
    expect(await said('en', system(good))).toBe('nothing was refused');
  });

  it.each<[string, () => unknown, string, string]>([
    [
      'a bracket that is not closed',
      system(good.replace('type: id }', 'type: id')),
      'The system definition …/system.yaml is not right: line 7: a list in [ ] or a group in { } that begins above is not closed.',
      '系统定义 …/system.yaml 有误：第 7 行：前面以 [ 或 { 开始的内容没有闭合。',
    ],
    [
      'a wrong type',
      system(good.replace('key: id', 'key: 3')),
      'The system definition …/system.yaml is not right: line 5: “objects.orders.key” must be a text or a list of texts, and it is a number.',
      '系统定义 …/system.yaml 有误：第 5 行：“objects.orders.key”应为文本或文本列表，现在是数字。',
    ],
    [
      'an unknown key',
      system(good.replace('columns:', 'colums:')),
      'line 6: “objects.orders.colums” is not known; perhaps “columns” is meant.',
      '第 6 行：无法识别“objects.orders.colums”，可能应为“columns”。',
    ],
    [
      'several mistakes, one a line',
      system(good.replace('type: id }', 'typ: id }').replace('key: id', 'key: 3')),
      ' is not right:\n  line 5: “objects.orders.key” must be a text or a list of texts, and it is a number\n  line 7: “objects.orders.columns.id.typ” is not known; perhaps “type” is meant.',
      ' 有误：\n  第 5 行：“objects.orders.key”应为文本或文本列表，现在是数字\n  第 7 行：无法识别“objects.orders.columns.id.typ”，可能应为“type”。',
    ],
    [
      'several names of nothing',
      system(good.replace('key: id', 'key: [id, line]\n    cursor: changed')),
      '\n  line 5: “objects.orders.key” names the column “line”, and the object has only: id\n  line 6: “objects.orders.cursor” names the column “changed”, and the object has only: id.',
      '\n  第 5 行：“objects.orders.key”使用了列“line”，而该对象只有：id\n  第 6 行：',
    ],
    [
      'a column that is not there',
      system(good.replace('key: id', 'key: [id, line]')),
      'line 5: “objects.orders.key” names the column “line”, and the object has only: id.',
      '第 5 行：“objects.orders.key”使用了列“line”，而该对象只有：id。',
    ],
    [
      'a source twice',
      workspace('name: x\nsources:\n  - { id: a, system: s }\n  - { id: a, system: s }\n'),
      'The workspace file …/tandem.yaml is not right: line 4: source “a” is listed twice.',
      '工作区文件 …/tandem.yaml 有误：第 4 行：',
    ],
    [
      'an option out of bounds',
      () => readNumber({ port: 70_000 }, 'port', { min: 0, max: 65_535 }),
      '--port is not between 0 and 65535',
      '--port 不在 0 与 65535 之间',
    ],
    ['an empty option', () => readText({ out: '' }, 'out'), '--out is empty', '--out 为空'],
  ])('%s is told in the reader’s language, with file and line', async (_what, act, english, chinese) => {
    expect(await said('en', act)).toContain(english);
    expect(await said('zh-CN', act)).toContain(chinese);
  });
});
