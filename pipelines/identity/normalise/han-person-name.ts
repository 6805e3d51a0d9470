import { pinyin } from 'pinyin-pro';
import { withoutFormOfAddress } from './han-form-of-address.ts';
import { simplified } from './simplified.ts';

/** What of a person's name a value holds. */
export type PersonNameOf = 'full_name' | 'given_name' | 'surname';

const han = /\p{Script=Han}/gu;
/** Surnames of two characters; all others have one. */
const double =
  /^(欧阳|司马|诸葛|上官|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|长孙|宇文|端木|独孤|南宫|申屠|万俟|轩辕)/u;
/** Between the parts of a name that is foreign, whose first character is no surname. */
const dots = /[·•・‧]/u;
/** Longer ones are no names of persons. */
const longest = 12;

/** A name's characters, surname first, as words. */
function inWords(name: string, of: PersonNameOf): string[] {
  if (of !== 'full_name') return [name];
  const surname = double.test(name) && name.length > 2 ? 2 : 1;
  return [name.slice(0, surname), name.slice(surname)].filter((word) => word !== '');
}

/** Surname and given name of a whole name in Han characters, without what one is called; undefined of any other. */
export function hanNameParts(raw: string): { readonly surname: string; readonly given: string } | undefined {
  const name = (simplified(raw).match(/\p{Script=Han}+/gu) ?? []).join('');
  if (name.length > longest || dots.test(raw)) return undefined;
  const [surname, given] = inWords(withoutFormOfAddress(name) || name, 'full_name');
  return surname === undefined || given === undefined ? undefined : { surname, given };
}

const spoken = (word: string, of: PersonNameOf): string =>
  pinyin(word, {
    toneType: 'none',
    type: 'array',
    v: true,
    surname: of === 'given_name' ? 'off' : 'head',
  }).join('');

/**
 * A person's name in Han characters in both scripts, without what one is called: 王偉先生 is `wang wei 王伟`, so that it has
 * words in common with Wei Wang and with 王维 whose name sounds the same. Latin words beside it stay. A name without Han
 * characters, or too long for a person's, is as it was.
 */
export function hanPersonName(raw: string, of: PersonNameOf): string {
  const characters = raw.match(han)?.length ?? 0;
  if (characters === 0 || characters > longest) return raw;
  const text = simplified(raw);
  const latin = text
    .replaceAll(han, ' ')
    .split(/[\s,·•・‧()（）]+/u)
    .filter((word) => word !== '');
  const parts: string[] = text.match(/\p{Script=Han}+/gu) ?? [];
  const whole = withoutFormOfAddress(parts.join('')) || parts.join('');
  const words = dots.test(text) ? parts : inWords(whole, of);
  return [
    ...new Set([...words.map((word, at) => spoken(word, at === 0 ? of : 'given_name')), whole, ...latin]),
  ].join(' ');
}
