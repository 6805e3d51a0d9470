import { describe, expect, it } from 'vitest';
import { givenNameOf } from './given-names.ts';
import { nameLexicon } from './name-lexicon.ts';

const lexicon = nameLexicon();

describe('[LINK-42] the given name in a customer’s name', () => {
  it.each([
    ['Jan Schulz', 'jan'],
    ['Schulz Jan', 'jan'],
    ['Schulz, Jan', 'jan'],
    ['Herr Dr. Jan Schulz', 'jan'],
    ['Anna Maria Berg', 'anna maria'],
    ['Berg, Anna Maria', 'anna maria'],
    ['Berg Anna Maria', 'anna maria'],
    ['Jörg van der Berg', 'jorg'],
    ['Hans-Peter Schmitz', 'hans-peter'],
    ['J. Schulz', 'j'],
    ['Schulz J.', 'j'],
    ['Schulz, J.', 'j'],
    ['Peter, Thomas', 'thomas'],
  ])('%s: %s', (name, given) => {
    expect(givenNameOf(name, lexicon)).toBe(given);
  });

  it.each([
    ['a company', 'Jan Schulz GmbH'],
    ['a trade', 'Jan Machinery'],
    ['two persons', 'Jan und Anna Schulz'],
    ['two persons', 'Jan & Anna Schulz'],
    ['either’s name', 'Thomas Peter'],
    ['no known name', 'Norex Alba'],
    ['one word', 'Jan'],
    ['too many words', 'Jan Schulz of the Old Town Hall'],
    ['a place behind a comma', 'Schulz, Berlin'],
    ['a list', 'Jan, Anna, Schulz'],
    ['nothing', ''],
  ])('%s has none: %s', (_, name) => {
    expect(givenNameOf(name, lexicon)).toBeUndefined();
  });
});
