/** Signs of a unified social credit code: no I, O, S, V or Z. */
const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Check sign of the 17 signs of a Chinese unified social credit code (GB 32100-2015: weights 3^i modulo 31). */
export function unifiedCodeSign(code: string): string {
  let [sum, weight] = [0, 1];
  for (const sign of code) {
    sum += signs.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  return signs[(31 - (sum % 31)) % 31] ?? '0';
}

/** Whether a code is one and its check sign is right. The library used for other numbers knows no sign for a remainder of 0. */
export const isUnifiedCode = (code: string): boolean =>
  new RegExp(`^[1-9A-Y][1239][0-9]{6}[${signs}]{10}$`).test(code) &&
  unifiedCodeSign(code.slice(0, 17)) === code.at(-1);
