/** Pieces of a text that are looked up on their own; more are not looked at. */
const maxPieces = 8;
const shortestPiece = 4;

/** [THREAD-7] A number or name as `mart_order_number.token` writes it. */
export const orderNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll(/(^|\p{L})0+(\d)/gu, '$1$2');

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
