import { digitGroups } from './digit-groups.ts';

/** Pieces of a text that are looked up on their own; more are not looked at. */
const maxPieces = 8;
const shortestPiece = 4;
/** An end of so many signs is looked for. */
export const longEnough = 5;

/** Letters, in capitals, and digits of a number as it is written, with the zeros that lead it. */
export const plainNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** [THREAD-7] A number or name as `mart_order_number.token` writes it. */
export const orderNumber = (text: string): string =>
  plainNumber(text).replaceAll(/(^|\p{L})0+(\d)/gu, '$1$2');

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

const numberWords = { short: 'no|nos|num', ending: 'nr|nrn|nummer|number|numbers' };
const documentWords = {
  short: 'p\\.?o|order|purchase-order|quote|quotation|invoice|delivery|shipment|case|ticket|fall',
  ending: 'bestellung|auftrag|angebot|rechnung|lieferung|lieferschein',
  unspaced: '[号號单單]|号码|號碼|番号|注文|发票|發票|案件|报价|報價|번호|주문',
};

/** Words that say that a number follows, each with the sign behind it. */
const wordForNumber = new RegExp(
  `^(?:(?:[\\p{L}-]*(?:${numberWords.short}|${numberWords.ending})|${documentWords.short}|${documentWords.ending})[.#]+)+(?=[\\p{L}\\p{N}])`,
  'iu',
);

/** Three digits behind such a word, with what may stand between them, and no part of a longer number. */
const threeDigitsBehindWord = new RegExp(
  `(?:(?:(?<![\\p{L}\\p{N}])(?:${numberWords.short}|${documentWords.short})|${numberWords.ending}|${documentWords.ending})[\\s.:#]+` +
    `|(?:${documentWords.unspaced})[\\s.:#]*)(0*[1-9]\\d{2})(?![\\p{Script=Latin}\\p{N}]|[.,/\\-][\\p{L}\\p{N}])`,
  'giu',
);

const mayBeNumber = (piece: string): boolean =>
  /\d/.test(piece) && orderNumber(piece).length >= shortestPiece;

/** Words of a sentence that have a digit, as written. */
const piecesOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .split(/[\s,;:?!()"'“”、，。；：？！（）]+/u)
    .filter(mayBeNumber);

/** What may be a number directly behind or between other words: parts of the pieces of a text. */
const partsOf = (text: string): string[] =>
  piecesOf(text.replaceAll('№', 'No.'))
    .flatMap((piece) => {
      const apart = unspaced.test(piece) ? piece.split(unspaced) : [];
      return [...apart, ...[piece, ...apart].map((each) => each.replace(wordForNumber, ''))];
    })
    .filter(mayBeNumber);

const shortPartsOf = (text: string): string[] =>
  [...text.replaceAll('№', 'No.').normalize('NFKC').matchAll(threeDigitsBehindWord)].map(
    ([, digits = '']) => digits,
  );

const tokens = (pieces: readonly string[], but: readonly string[]): string[] =>
  [...new Set(pieces.map(orderNumber))].filter((piece) => !but.includes(piece)).slice(0, maxPieces);

/** [ORDERS-2] Numbers inside a sentence: its words that have a digit, as they may be looked up whole. */
export const numbersWithin = (text: string): string[] => tokens(piecesOf(text), [orderNumber(text)]);

/**
 * [ORDERS-2] Numbers directly beside words in Chinese, or behind a word for a number: `订单SO068730到哪了`, `Nr.1830`; of
 * three digits behind such a word alone: `Order 123`.
 */
export const numbersBesideWords = (text: string): string[] =>
  tokens([...partsOf(text), ...shortPartsOf(text)], [text, ...piecesOf(text)].map(orderNumber));

/** [ORDERS-2] The text and the numbers inside it by their groups of digits, as far as they have several: `digitGroups`. */
export function groupedWithin(text: string): string[] {
  const grouped = [text, ...piecesOf(text), ...partsOf(text)]
    .map(digitGroups)
    .filter((each) => each.includes('/'));
  return [...new Set(grouped)].slice(0, maxPieces);
}
