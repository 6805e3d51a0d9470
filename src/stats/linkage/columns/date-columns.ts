import { columnWords } from './column-names.ts';

/** The columns of a year, a month and a day that are one date. */
export interface DateColumns {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  /** Whether their names say that somebody was born then. */
  readonly birth: boolean;
}

type Part = 'year' | 'month' | 'day';

/** What columns of a part are called, alone or beside what the date is of: at the end of a German or Chinese word, too. */
const words: Readonly<Record<Part, RegExp>> = {
  year: /(^|_)(year|yr|yyyy|annee|an|ano|anno|jaar)(?=_|$)|jahr$|jaar$|年$/,
  month: /(^|_)(month|mth|mon|mm|mois|mes|mese|maand)(?=_|$)|monat$|maand$|月$/,
  day: /(^|_)(day|dd|jour|dia|giorno|dag)(?=_|$)|tag$|dag$|日$/,
};
/** One letter behind another (`by`, `bm`, `bd`) or behind a line (`dob_y`). */
const letters: Readonly<Record<Part, RegExp>> = { year: /(^b?|_)y$/, month: /(^b?|_)m$/, day: /(^b?|_)d$/ };
const ofBirth = /birth|born|geb|geboorte|naissance|nacimiento|nascita|nascimento|dob|^b[ymd]$|出生/;

/** The part that a column's name speaks of, and the rest of its name. */
function partOf(name: string): { readonly part: Part; readonly of: string } | undefined {
  const plain = columnWords(name);
  for (const part of ['year', 'month', 'day'] as const)
    for (const pattern of [words[part], letters[part]])
      if (pattern.test(plain)) return { part, of: plain.replace(pattern, '').replaceAll(/^_+|_+$/g, '') };
  return undefined;
}

/**
 * Among the columns of a table, in their order, those of a year, a month and a day that are one date: their names say so of
 * one thing (`birth_year`, `birth_month`, `birth_day`; `Geburtsjahr` …), or they stand together. No column is in two.
 */
export function dateColumns(names: readonly string[]): DateColumns[] {
  const parts = names.flatMap((name, at) => {
    const said = partOf(name);
    return said === undefined ? [] : [{ ...said, name, at }];
  });
  const taken = new Set<number>();
  const found: DateColumns[] = [];
  for (const year of parts.filter(({ part }) => part === 'year'))
    for (const alike of [true, false]) {
      const beside = (part: Part): (typeof parts)[number] | undefined =>
        parts.find(
          (each) =>
            each.part === part &&
            !taken.has(each.at) &&
            (alike ? each.of === year.of : Math.abs(each.at - year.at) <= 2),
        );
      const [month, day] = [beside('month'), beside('day')];
      if (taken.has(year.at) || month === undefined || day === undefined) continue;
      const own = [year, month, day];
      if (!alike && Math.max(...own.map(({ at }) => at)) - Math.min(...own.map(({ at }) => at)) !== 2)
        continue;
      for (const { at } of own) taken.add(at);
      const birth = own.some(({ name }) => ofBirth.test(columnWords(name)));
      found.push({ year: year.name, month: month.name, day: day.name, birth });
    }
  return found;
}
