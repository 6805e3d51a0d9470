import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textDifference, type MarkedPart } from './text-difference.ts';

const shown = (parts: readonly MarkedPart[]): string =>
  parts
    .map(({ text, mark }) => (mark === 'differs' ? `[${text}]` : mark === 'slight' ? `(${text})` : text))
    .join('');
const both = (left: string, right: string): [string, string, string] => {
  const difference = textDifference(left, right);
  return [shown(difference.left), shown(difference.right), difference.verdict];
};

describe('what is different in two values', () => {
  it('marks the letter inside a word that is nearly the same', () => {
    expect(both('Shanghai Precision Bearing', 'Shanghai Precison Bearing')).toEqual([
      'Shanghai Precis[i]on Bearing',
      'Shanghai Precison Bearing',
      'partly',
    ]);
  });

  it('marks a whole word where another stands, not the letters it has by chance', () => {
    expect(both('Nordwind GmbH', 'Nordwind Aktiengesellschaft')).toEqual([
      'Nordwind [GmbH]',
      'Nordwind [Aktiengesellschaft]',
      'partly',
    ]);
  });

  it('reads ideographs one by one', () => {
    expect(both('佛山力安汽车零部件股份有限公司', '佛山市力安汽车零部件有限公司')).toEqual([
      '佛山力安汽车零部件[股份]有限公司',
      '佛山[市]力安汽车零部件有限公司',
      'partly',
    ]);
  });

  it('marks only lightly what is another way of writing the same', () => {
    expect(both('MÜLLER', 'Müller')).toEqual(['(MÜLLER)', '(Müller)', 'spelling']);
    expect(both('Jose', 'José')[2]).toBe('spelling');
    expect(both('ＡＢＣ 公司', 'ABC公司')[2]).toBe('spelling');
    expect(both('+86 21 5550-2543', '+86 21 5550 2543')[2]).toBe('spelling');
  });

  it('does not compare letters with ideographs, but says so', () => {
    expect(both('佛山力安有限公司', 'Foshan Lian Co., Ltd.')[2]).toBe('scripts');
    expect(both('佛山力安 (Lian)', 'Lian')[2]).toBe('partly');
  });

  it('tells what one side does not say, and what nobody says', () => {
    expect(textDifference(null, 'x').verdict).toBe('one_sided');
    expect(textDifference('', null).verdict).toBe('none');
    expect(textDifference('x', 'x').verdict).toBe('same');
    expect(both('Berlin', '上海 1')[2]).toBe('scripts');
    expect(both('Berlin', 'Oslo')).toEqual(['[Berlin]', '[Oslo]', 'different']);
  });

  it('loses no character, and is the same from either side', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'B', 'é', '上', '海', ' ', '-', '1', '𠮷') });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const there = textDifference(left, right);
        const back = textDifference(right, left);
        expect(there.left.map((part) => part.text).join('')).toBe(left);
        expect(there.right.map((part) => part.text).join('')).toBe(right);
        expect(back.verdict).toBe(there.verdict);
        expect(textDifference(left, left).verdict).toBe(left === '' ? 'none' : 'same');
      }),
    );
  });
});
