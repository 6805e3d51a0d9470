import { isBesideName, personName } from './person-name.ts';

/** Given names and surnames that stand in columns of their own, in lower case. */
export interface KnownNames {
  readonly given: ReadonlySet<string>;
  readonly surnames: ReadonlySet<string>;
}

/** A whole name in parts, as written, as far as it has them; the generation stays behind the surname. */
export interface NameParts {
  readonly given?: string;
  readonly middle?: string;
  readonly surname?: string;
}

/** What belongs to the surname that follows it. */
export const particle =
  /^(von|van|vom|zu|zum|zur|de|da|do|di|du|del|della|des|dos|den|der|la|le|lo|ten|ter|st|bin|ibn|al|el|mac|mc)$/;

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
const plain = (words: readonly string[]): string => words.join(' ').toLowerCase().replaceAll('.', '');

/** Of words that begin with a given name, how many that is: the most that are known as one. */
function givenWords(words: readonly string[], { given }: KnownNames): number {
  for (let length = words.length - 1; length > 1; length--)
    if (given.has(plain(words.slice(0, length)))) return length;
  return 1;
}

/** Of words that end in a surname, where it begins: the most that are known as one, else with its particles. */
function surnameFrom(words: readonly string[], { surnames }: KnownNames): number {
  for (let from = 1; from < words.length - 1; from++) if (surnames.has(plain(words.slice(from)))) return from;
  let from = words.length - 1;
  while (from > 1 && particle.test(plain([words[from - 1] ?? '']))) from -= 1;
  return from;
}

/** How many of both ends speak for a given name first and a surname last, less those for the other order. */
function order(words: readonly string[], { given, surnames }: KnownNames): number {
  const [first, last] = [plain(words.slice(0, 1)), plain(words.slice(-1))];
  const says = (set: ReadonlySet<string>, word: string): number => (set.has(word) ? 1 : 0);
  return says(given, first) + says(surnames, last) - says(given, last) - says(surnames, first);
}

/** Whether whole names stand with the surname first, though without a comma, by those that are known. */
export function surnamesFirst(raw: readonly string[], known: KnownNames): boolean {
  let sum = 0;
  for (const name of raw) {
    if (name.includes(',')) continue;
    const words = wordsOf(personName(name, 2).name);
    if (words.length > 1) sum += Math.sign(order(words, known));
  }
  return sum < 0;
}

/** `Berg, Dr. Anna` has its surname before the comma; `Robert Berg, Jr` has none before it. */
function atComma(raw: string): readonly [surname: string, given: string] | undefined {
  const [before = '', ...rest] = raw.split(',');
  const behind = wordsOf(rest.join(' '));
  return behind.every(isBesideName) || before.trim() === '' ? undefined : [before, behind.join(' ')];
}

/** A name of one word, where that is known as a given name or as a surname and not as both. */
function onlyWord(word: string, { given, surnames }: KnownNames): NameParts | undefined {
  const [isGiven, isSurname] = [given.has(plain([word])), surnames.has(plain([word]))];
  if (isGiven === isSurname) return undefined;
  return isGiven ? { given: word } : { surname: word };
}

/**
 * A person's whole name in parts; undefined where it is one word that is not known. Which words are names is what columns of
 * given names and surnames know (`Anna Maria`, `Sanchez Mendoza`); words between them are middle names. Where both orders are
 * possible the column's own (`surnameFirst`) holds.
 */
export function wholeName(raw: string, known: KnownNames, surnameFirst: boolean): NameParts | undefined {
  const comma = atComma(raw);
  const { name, generation } = personName(comma === undefined ? raw : `${comma[1]} ${comma[0]}`, 2);
  const words = wordsOf(name);
  if (words.length < 2) return onlyWord(words[0] ?? '', known);
  const says = order(words, known);
  const turned = comma === undefined && (says === 0 ? surnameFirst : says < 0);
  const straight = turned ? [...words.slice(1), ...words.slice(0, 1)] : words;
  const from =
    comma === undefined
      ? surnameFrom(straight, known)
      : straight.length - wordsOf(personName(comma[0], 1).name).length;
  const firstOfSurname = Math.min(Math.max(from, 1), straight.length - 1);
  const before = straight.slice(0, firstOfSurname);
  const length = before.length === 1 ? 1 : givenWords([...before, ''], known);
  const middle = before.slice(length).join(' ');
  const surname = straight.slice(firstOfSurname).join(' ');
  return {
    given: before.slice(0, length).join(' '),
    ...(middle === '' ? {} : { middle }),
    surname: generation === undefined ? surname : `${surname} ${generation}`,
  };
}
