import { validateEntity } from 'stdnum';
import { expect, it } from 'vitest';
import { normaliseTaxId } from '../identity/normalise/tax-id.ts';
import { Random } from './random.ts';
import { chineseTaxNumber } from './tax-number.ts';

const digits = (random: Random, n: number): string =>
  Array.from({ length: n }, () => random.int(10)).join('');

it('codes have 18 signs, pass the check of an independent library, and one wrong sign fails it', () => {
  const random = new Random(1, 'tax', 0);
  for (let n = 0; n < 300; n++) {
    const code = chineseTaxNumber(digits(random, 6), digits(random, 6));
    expect(code).toMatch(/^91\d{6}MA[0-9A-Z]{8}$/);
    // The library knows no sign for the remainder 0, which the standard gives the sign 0.
    expect(normaliseTaxId(code, 'CN').valid, code).toBe(true);
    if (code.endsWith('0')) continue;
    expect(validateEntity('CN', code), code).toMatchObject({ isValid: true, checked: true });
    const at = 2 + random.int(6);
    const other = String((Number(code[at]) + 1) % 10);
    expect(validateEntity('CN', code.slice(0, at) + other + code.slice(at + 1)).isValid, code).toBe(false);
  }
});
