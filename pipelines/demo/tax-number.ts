import { unifiedCodeSign } from '../identity/normalise/unified-code.ts';

const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** Check sign of an organisation's code of eight (GB 11714-1997: modulo 11, X for ten; letters count from A = 10). */
function organisationSign(code: string): string {
  const sum = organisationWeights.reduce(
    (total, weight, at) => total + Number.parseInt(code.charAt(at), 36) * weight,
    0,
  );
  const rest = (11 - (sum % 11)) % 11;
  return rest === 10 ? 'X' : String(rest);
}

/** A company's unified social credit code: its place of registration (six digits) and its own six digits, both checks right. */
export function chineseTaxNumber(place: string, own: string): string {
  const organisation = `MA${own}`;
  const code = `91${place}${organisation}${organisationSign(organisation)}`;
  return code + unifiedCodeSign(code);
}
