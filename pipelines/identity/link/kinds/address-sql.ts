import { streetOrdinals, streetWords } from '../../normalise/street-words.ts';

const cases = [...streetWords, ...streetOrdinals].flatMap(([short, long]) =>
  short.split('|').map((word) => `when '${word}' then '${long}'`),
);

/** Words of an address, in SQL, with short forms as what they stand for: `hauptstr 5` is `haupt street 5`, ninth is 9th. */
export const streetsSql = (words: string): string =>
  `array_to_string(list_transform(string_split(${words}, ' '), lambda w: case w ${cases.join(' ')}
     else regexp_replace(w, '^(.{3,})(strasse|straße|str)$', '\\1 street') end), ' ')`;

/** Numbers of houses among the words of a line: 12 and 12a, not 9th of a street. */
const numbers = (of: string): string =>
  `list_transform(list_filter(${of}, lambda w: regexp_full_match(w, '[0-9]+[a-z]?')), lambda w: regexp_extract(w, '^[0-9]+'))`;
const inCommon = `len(list_intersect(${numbers('l.t')}, ${numbers('r.t')}))`;

/** [LINK-48] Both lines say numbers, and none that the other says. */
export const houseApart = `(len(${numbers('l.t')}) > 0 and len(${numbers('r.t')}) > 0 and ${inCommon} = 0)`;

/** So many words name a house: its number, a street and what kind of street. */
const leastWords = 3;

/** [LINK-48] The one line says all that the other does, a number among it, and more: a building, a floor, the next corner. */
export const withinLine = `(${inCommon} > 0 and least(len(l.t), len(r.t)) >= ${String(leastWords)} and (list_has_all(l.t, r.t) or list_has_all(r.t, l.t)))`;
