import { describe, expect, it } from 'vitest';
import { nameLexicon } from './name-lexicon.ts';
import { seemsPerson } from './seems-person.ts';

const lexicon = nameLexicon();

describe('[GOLDEN-13] a name that is a person’s by its look', () => {
  it.each(['Elena Keller', 'Keller, Elena', 'Luca Conti', '黄霞', '唐子轩', '鄭超', '欧阳娜', '王伟先生'])(
    '%s',
    (name) => {
      expect(seemsPerson(name, lexicon)).toBe(true);
    },
  );

  it.each([
    'Keller GmbH',
    'Norex Alba',
    '华星',
    '武汉',
    '佛山力安汽车零部件股份有限公司',
    '江南机械',
    '黄',
    '王 & 李',
    '',
  ])('not %s', (name) => {
    expect(seemsPerson(name, lexicon)).toBe(false);
  });
});
