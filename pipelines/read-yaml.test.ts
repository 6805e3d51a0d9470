import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readYaml } from './read-yaml.ts';

const schema = z.strictObject({
  name: z.string(),
  list: z.array(z.strictObject({ id: z.string(), days: z.number().optional() })).default([]),
});
const mistake = (text: string): unknown => {
  const read = readYaml(text, schema);
  return 'mistake' in read ? read.mistake : 'none';
};

describe('[LOAD-56] a YAML file', () => {
  it('that is right gives what it says, and the line of each place', () => {
    const read = readYaml('# mine\nname: x\nlist:\n  - id: a\n  - days: 3\n    id: b\n', schema);
    if ('mistake' in read) throw new Error('refused');
    expect(read.value).toEqual({ name: 'x', list: [{ id: 'a' }, { id: 'b', days: 3 }] });
    expect(
      [['name'], ['list'], ['list', 0], ['list', 1, 'id'], ['list', 1, 'nothing']].map((path) =>
        read.lineOf(path),
      ),
    ).toEqual([2, 3, 4, 6, 5]);
  });

  it.each([
    ['a key twice', 'name: x\nname: y\n', { reason: 'yaml_key_twice', key: 'name', at: 2 }],
    ['a tab', 'name: x\nlist:\n\t- id: a\n', { reason: 'yaml_tab', at: 3 }],
    ['a crooked line', 'list:\n   - id: a\n  - id: b\n', { reason: 'yaml_indent', at: 3 }],
    ['a bracket', 'list: [a, b\nname: x\n', { reason: 'yaml_bracket', at: 2 }],
    ['a colon too many', 'name: x: y\n', { reason: 'yaml_colon', at: 1 }],
    ['no colon', 'list: []\nname\nmore: 1\n', { reason: 'yaml_no_colon', found: 'name', at: 2 }],
    ['an open quotation mark', 'name: "x\nlist: []\n', { reason: 'yaml_quote', at: 2 }],
    ['a mark that means something', 'name: @x\n', { reason: 'yaml_mark', mark: '@', at: 1 }],
    ['what cannot stand there', "name: 'it's'\n", { reason: 'yaml_unexpected', found: "s'", at: 1 }],
    [
      'a name of nothing',
      'name: *x\n',
      { reason: 'not_yaml', said: expect.stringContaining('alias') as string },
    ],
    ['nothing', '', { reason: 'value_root', found: 'nothing', at: 1 }],
    [
      'a wrong type',
      'name: x\nlist:\n  - id: a\n    days: few\n',
      { reason: 'value_type', path: 'list[0].days', wanted: 'number', found: 'string', at: 4 },
    ],
    [
      'an unknown key',
      'name: x\nlist:\n  - id: a\n    dais: 3\n',
      { reason: 'value_misspelt', path: 'list[0].dais', meant: 'days', at: 4 },
    ],
    [
      'a missing key, where its group begins',
      'name: x\nlist:\n  - id: a\n  - days: 3\n',
      { reason: 'value_missing', path: 'list[1].id', wanted: 'string', at: 4 },
    ],
  ])('with %s', (_what, text, told) => expect(mistake(text)).toEqual(told));

  it('with several mistakes tells each, in the order of the lines', () => {
    expect(mistake('nam: x\nlist:\n  - id: 7\n  - id: b\n    days: few\n    dys: 3\n')).toEqual({
      reason: 'value_misspelt',
      path: 'nam',
      meant: 'name',
      at: 1,
      others: [
        { reason: 'value_type', path: 'list[0].id', wanted: 'string', found: 'number', at: 3 },
        { reason: 'value_type', path: 'list[1].days', wanted: 'number', found: 'string', at: 5 },
        { reason: 'value_misspelt', path: 'list[1].dys', meant: 'days', at: 6 },
      ],
    });
  });

  it('with more than ten tells ten and counts the rest', () => {
    const many = Array.from({ length: 14 }, (_, at) => `  - id: ${String(at)}\n`).join('');
    const told = mistake(`name: x\nlist:\n${many}`) as { at: number; others: { at: number }[]; more: number };
    expect([told.at, ...told.others.map(({ at }) => at)]).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(told.more).toBe(4);
  });
});
