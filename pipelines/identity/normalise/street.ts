import { foldText } from '../../../src/stats/linkage/company-name/fold-text.ts';
import { latinTwin } from './latin-twin.ts';
import { simplified } from './simplified.ts';
import { streetOrdinals, streetWords } from './street-words.ts';

export interface NormalStreet {
  /** Words in Latin letters, numbers left out: `xinghai road`. */
  readonly street: string | undefined;
  /** Numbers, smallest first; the strongest part of an address. */
  readonly numbers: string | undefined;
}

const chineseWays: readonly (readonly [RegExp, string])[] = [
  [/大道$/u, 'avenue'],
  [/(?:马路|公路|路)$/u, 'road'],
  [/(?:大街|街道|街)$/u, 'street'],
  [/(?:弄|巷|胡同|里)$/u, 'lane'],
];
const sides: Readonly<Record<string, string>> = {
  东: 'east',
  西: 'west',
  南: 'south',
  北: 'north',
  中: 'middle',
};
const aliases = new Map(
  streetWords.flatMap(([short, long]) => short.split('|').map((word) => [word, long] as const)),
);

const ordinals = new Map(streetOrdinals);

/** 星海东路 is `xinghai east road`; the Latin address of the same place says the same. */
function chineseWay(segment: string): string {
  const way = chineseWays.find(([end]) => end.test(segment));
  if (way === undefined) return latinTwin(segment);
  const name = segment.replace(way[0], '');
  const side = name.length > 2 ? sides[name.slice(-1)] : undefined;
  return [latinTwin(side === undefined ? name : name.slice(0, -1)), side, way[1]].filter(Boolean).join(' ');
}

/** Hauptstr and Hauptstraße are `haupt street`. */
const latinWords = (word: string): string[] => {
  const compound = /^(.{3,})(?:strasse|str)$/.exec(word)?.[1];
  return compound === undefined ? [aliases.get(word) ?? word] : [compound, 'street'];
};

/** Words of a run of Han characters in a street line; rooms and storeys are numbers. */
export const hanStreetWords = (run: string): string[] =>
  run
    .replaceAll(/[号幢栋座楼层室第]+/gu, ' ')
    .replaceAll(/(大道|马路|公路|路|大街|街道|街|弄|巷|胡同|区|镇|乡|村|县|园)(?=.)/gu, '$1 ')
    .split(' ')
    .filter((part) => part !== '')
    .map(chineseWay);

/** Words of a run that may begin with province and city, which are fields of their own. */
const chineseParts = (run: string): string[] =>
  hanStreetWords(
    run.replace(/^(?:.{2,4}省)?(?:.{2,8}自治区)?(?:.{2,6}市)?/u, (head) => (head === run ? run : '')),
  );

/** The street lines of an address in one form for all scripts, numbers apart. */
export function normaliseStreet(raw: string): NormalStreet {
  const text = foldText(simplified(raw)).replaceAll(/\p{L}+/gu, (word) => ordinals.get(word) ?? word);
  const numbers = [...new Set(text.match(/\d+/g) ?? [])]
    .map((digits) => digits.replace(/^0+(?=\d)/, ''))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const words = (text.match(/\p{Script=Han}+|(?:(?!\p{Script=Han})\p{L})+/gu) ?? []).flatMap((run) =>
    /\p{Script=Han}/u.test(run) ? chineseParts(run) : latinWords(run),
  );
  return { street: words.join(' ') || undefined, numbers: numbers.join(' ') || undefined };
}
