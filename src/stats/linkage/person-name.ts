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

const title = new RegExp(`^(${titles})$`);
const generation = new RegExp(`^(${generations})$`);
const atEnd = new RegExp(`^(${generations}|${generationsAtEnd})$`);
const degree = /^(phd|esq|dds)$/;
const plain = (word: string): string => word.toLowerCase().replaceAll('.', '');

/**
 * Takes titles, degrees and the generation out of a name as written; no generation where fewer than `least` words would be
 * left. Of `Smith, Dr. Robert Jr.` are left Smith and Robert.
 */
export function personName(raw: string, least: number): PersonName {
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
