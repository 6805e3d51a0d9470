/** A person's name without titles, and which of those who bear it. */
export interface PersonName {
  readonly name: string;
  readonly generation: string | undefined;
}

/** Titles before a name, in English, German, French and Spanish; they say nothing of who it is. */
export const titles =
  'mr|mrs|ms|miss|mx|mister|dr|prof|professor|rev|mme|mlle|monsieur|madame|herr|frau|hr|sr|sra|srta|señor|señora';
/** What tells father from son: between other words, or only behind them since it may be a name. */
export const generations = 'jr|jnr|sr|snr|ii|iii|iv|2nd|3rd|4th';
export const generationsAtEnd = 'junior|senior';

/** Who of those who bear one name a word says: 1 is the eldest. */
export const generationNumbers: Readonly<Record<string, number>> = {
  sr: 1, snr: 1, senior: 1, i: 1, '1st': 1, jr: 2, jnr: 2, junior: 2, ii: 2, '2nd': 2, iii: 3, '3rd': 3, iv: 4, '4th': 4,
}; // prettier-ignore

const title = new RegExp(`^(${titles})$`);
const generation = new RegExp(`^(${generations})$`);
const atEnd = new RegExp(`^(${generations}|${generationsAtEnd})$`);
const degree = /^(phd|esq|dds)$/;
const plain = (word: string): string => word.toLowerCase().replaceAll('.', '');

/** Whether a word behind a name's comma is no part of the name: a generation, a title or a degree. */
export const isBesideName = (word: string): boolean =>
  [title, atEnd, degree].some((beside) => beside.test(plain(word)));

/** The numbers of those who bear one name: who is the second is not alone. */
export const laterNumbers = 'ii|iii|iv';
const later = new RegExp(`^(${laterNumbers})$`);
const firstNumber = 'i';
const lastWord = /^(.*\S)[\s,]+(\S+)\s*$/;

/** A name without titles, to look it up among those that stand with a number. */
const borne = (name: string): string => plain(personName(name, 1).name);

/** Names of these that stand with a number behind them: of `Robert II` robert. */
export const numberedNames = (raw: readonly string[]): Set<string> =>
  new Set(
    raw.flatMap((name) => {
      const [, before = '', last = ''] = lastWord.exec(name) ?? [];
      return later.test(plain(last)) ? [borne(before)] : [];
    }),
  );

/**
 * Takes titles, degrees and the generation out of a name as written; no generation where fewer than `least` words would be
 * left. Of `Smith, Dr. Robert Jr.` are left Smith and Robert. I is a generation, and no initial, behind names that stand
 * with another number too (`numbered`).
 */
export function personName(
  raw: string,
  least: number,
  numbered: ReadonlySet<string> = new Set(),
): PersonName {
  if (numbered.size > 0) {
    const [, before = '', last = ''] = lastWord.exec(raw) ?? [];
    const { name } = personName(before, least);
    if (last.toLowerCase() === firstNumber && numbered.has(borne(before)) && name.split(' ').length >= least)
      return { name, generation: firstNumber };
  }
  const parts = raw.split(',').map((part) => part.split(/\s+/).filter((word) => word !== ''));
  let left = parts.reduce((sum, words) => sum + words.length, 0);
  let found: string | undefined;
  const kept = parts.flatMap((words, part) =>
    words.filter((written, at) => {
      const word = plain(written);
      const first = part === 0 && at === 0;
      const last = at === words.length - 1;
      const leads = words.slice(0, at).every((before) => title.test(plain(before)));
      const says = !first && (last ? atEnd : generation).test(word);
      const noise = (leads && !(part > 0 && last) && title.test(word)) || (!first && degree.test(word));
      if ((!says && !noise) || left <= (noise ? 1 : least)) return true;
      left -= 1;
      if (!noise) found = word;
      return false;
    }),
  );
  return { name: kept.join(' '), generation: found };
}
