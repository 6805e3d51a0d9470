/** Short forms of words in street names (alternatives of a pattern), and the word. */
export const streetWords: readonly (readonly [string, string])[] = [
  ['st|str|strasse|straße', 'street'],
  ['rd', 'road'],
  ['ave|av', 'avenue'],
  ['dr', 'drive'],
  ['pl', 'place'],
  ['crt|ct', 'court'],
  ['cres|cr', 'crescent'],
  ['blvd', 'boulevard'],
  ['ln', 'lane'],
];
