import { describe, expect, it } from 'vitest';
import { numberedNames, personName } from './person-name.ts';

describe('[LINK-28] titles and generations in names', () => {
  it.each([
    ['Robert Smith Jr.', 2, 'Robert Smith', 'jr'],
    ['Smith, Dr. Robert, Sr', 2, 'Smith Robert', 'sr'],
    ['Smith Jr, Robert', 2, 'Smith Robert', 'jr'],
    ['Mr. Robert Smith', 2, 'Robert Smith', undefined],
    ['Mr Smith', 2, 'Smith', undefined],
    ['Prof. Dr. Anna Berg', 2, 'Anna Berg', undefined],
    ['Sr. Pablo Ruiz', 2, 'Pablo Ruiz', undefined],
    ['Smith III', 1, 'Smith', 'iii'],
    ['Dobbins Jr', 1, 'Dobbins', 'jr'],
    ['Robert Smith, PhD', 2, 'Robert Smith', undefined],
    ['Henry Tudor Senior', 2, 'Henry Tudor', 'senior'],
    // What would be left is no whole name: these are names.
    ['Maria Senior', 2, 'Maria Senior', undefined],
    ['Junior Walker', 2, 'Junior Walker', undefined],
    ['Sr', 1, 'Sr', undefined],
    ['Ii', 1, 'Ii', undefined],
    ['Miss', 1, 'Miss', undefined],
    ['李 小龙', 2, '李 小龙', undefined],
  ])('%s', (raw, least, name, generation) => {
    expect(personName(raw, least)).toEqual({ name, generation });
  });

  it('I is one behind a name that stands with another number too, else an initial', () => {
    const numbered = numberedNames(['Morris II', 'Klein, Dr Anna III', 'Ii', 'Berg Iv.']);
    expect([...numbered]).toEqual(['morris', 'klein anna', 'berg']);
    expect(personName('Morris I', 1, numbered)).toEqual({ name: 'Morris', generation: 'i' });
    expect(personName('Klein, Anna I', 2, numbered)).toEqual({ name: 'Klein Anna', generation: 'i' });
    expect(personName('Morris I.', 1, numbered)).toEqual({ name: 'Morris I.', generation: undefined });
    expect(personName('Robert I', 1, numbered)).toEqual({ name: 'Robert I', generation: undefined });
    expect(personName('I', 1, numbered)).toEqual({ name: 'I', generation: undefined });
  });
});
