import { hanNumerals } from './han-numerals.ts';
import { hanStreetWords } from './street.ts';

/** Whether a text has a Han character. */
export const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** Words that only stand behind numbers: 88弄12号3幢. */
const behindNumbers = /^[号弄巷幢栋座楼层室单元组之]+$/u;

/** The line of an address from the street on. */
export interface HanLine {
  /** Words that an address in Latin letters has too: 星海东路 is `xinghai east road`. */
  readonly words: string;
  /** The number of the house, or of the lane where houses are counted in lanes: 88 of 88弄12号. */
  readonly number: string | undefined;
}

/** Street, buildings and first number of a line in simplified Han characters; storeys and rooms are left out. */
export function hanLine(line: string): HanLine {
  const text = hanNumerals(line);
  const words = (text.match(/\p{Script=Han}+|(?:(?!\p{Script=Han})\p{L})+/gu) ?? []).flatMap((run) =>
    behindNumbers.test(run) ? [] : isHan(run) ? hanStreetWords(run) : [run],
  );
  return { words: words.join(' '), number: /\d+/.exec(text)?.[0].replace(/^0+(?=\d)/, '') };
}
