import type { Parameters } from '../parameters.ts';
import { numbersWithin, orderNumber } from './order-number.ts';

/** [ORDERS-2] SQL of the grade of `token`, a number or name of this `kind`; NULL when it was not met. */
export function numberGradeSql(q: string, parameters: Parameters): string {
  const token = orderNumber(q);
  const within = numbersWithin(q);
  if (token === '') return 'null::integer';
  const bound = parameters.text(token);
  // Zeros that end the text may still turn out to lead a number.
  const begun = token.replace(/(^|\p{L})0+$/u, '$1');
  const begins = begun.length < 2 ? 'false' : `starts_with(token, ${parameters.text(begun)})`;
  const letterBefore = `regexp_matches(substr(token, length(token) - length(${bound}), 1), '\\p{L}')`;
  const ends = token.length >= 5 ? 'true' : token.length >= 3 && /^\d/.test(token) ? letterBefore : 'false';
  return `case when token = ${bound} then 0
    ${within.length === 0 ? '' : `when token in (${within.map((piece) => parameters.text(piece)).join(', ')}) then 1`}
    ${token.length < 2 ? '' : `when ${begins} then 3 when ends_with(token, ${bound}) and ${ends} then 4 when kind = 'opportunity' and contains(token, ${bound}) then 5`}
    end`;
}
