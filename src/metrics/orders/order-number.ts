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

/** [ORDERS-2] Numbers inside a sentence: its words that have a digit, as they may be looked up whole. */
export function numbersWithin(text: string): string[] {
  const whole = orderNumber(text);
  const pieces = text
    .normalize('NFKC')
    .split(/[\s,;:?!()"'“”、，。；：？！（）]+/u)
    .filter((piece) => /\d/.test(piece))
    .map(orderNumber)
    .filter((piece) => piece.length >= shortestPiece && piece !== whole);
  return [...new Set(pieces)].slice(0, maxPieces);
}
