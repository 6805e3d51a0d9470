import { digitGroups } from './digit-groups.ts';

/** Pieces of a text that are looked up on their own; more are not looked at. */
const maxPieces = 8;
const shortestPiece = 4;
/** An end of so many signs is looked for. */
export const longEnough = 5;

/** [THREAD-7] A number or name as `mart_order_number.token` writes it. */
export const orderNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll(/(^|\p{L})0+(\d)/gu, '$1$2');

/** [ORDERS-2] Runs of digits in a text that are long enough to be the end of a number, without the zeros that lead them. */
export function digitsWithin(text: string): string[] {
  const whole = orderNumber(text);
  const runs = text
    .normalize('NFKC')
    .match(/\d+/g)
    ?.map(orderNumber)
    .filter((run) => run.length >= longEnough && run !== whole);
  return [...new Set(runs)].slice(0, maxPieces);
}

/** Scripts that write no spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/u;

/** Words of a sentence that have a digit, as written; and what of them stands between words in Chinese: `订单SO068730到哪了`. */
const piecesOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .split(/[\s,;:?!()"'“”、，。；：？！（）]+/u)
    .flatMap((word) => [word, ...(unspaced.test(word) ? word.split(unspaced) : [])])
    .filter((piece) => /\d/.test(piece) && orderNumber(piece).length >= shortestPiece);

/** [ORDERS-2] Numbers inside a sentence: its words that have a digit, as they may be looked up whole. */
export function numbersWithin(text: string): string[] {
  const whole = orderNumber(text);
  const pieces = piecesOf(text)
    .map(orderNumber)
    .filter((piece) => piece !== whole);
  return [...new Set(pieces)].slice(0, maxPieces);
}

/** [ORDERS-2] The text and the numbers inside it by their groups of digits, as far as they have several: `digitGroups`. */
export function groupedWithin(text: string): string[] {
  const grouped = [text, ...piecesOf(text)].map(digitGroups).filter((each) => each.includes('/'));
  return [...new Set(grouped)].slice(0, maxPieces);
}
