const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const check = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** An 18-character Salesforce id: 3-character object prefix, number in base 62, checksum of the upper-case letters. */
export function salesforceId(prefix: string, number: number): string {
  let digits = '';
  for (let n = number; n > 0; n = Math.floor(n / 62)) digits = alphabet.charAt(n % 62) + digits;
  const id = `${prefix}5g0000${digits.padStart(6, '0')}`;
  let suffix = '';
  for (let block = 0; block < 15; block += 5) {
    let bits = 0;
    for (let i = 0; i < 5; i++) {
      const code = id.charCodeAt(block + i);
      if (code >= 65 && code <= 90) bits |= 1 << i;
    }
    suffix += check.charAt(bits);
  }
  return id + suffix;
}

/** An Odoo External ID as its export writes it. */
export const odooId = (model: string, number: number): string => `__export__.${model}_${number}`;
