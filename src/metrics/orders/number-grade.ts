import type { Parameters } from '../parameters.ts';
import { digitsWithin, longEnough, numbersWithin, orderNumber } from './order-number.ts';

/** The grades of a number's beginning and of digits within the text that end a number. */
const [beginning, endWithin] = [3, 7];

/**
 * [ORDERS-2] SQL of which rows of `met` (grade) are shown: who gave a whole number is not shown those that only begin like
 * it, and who gave a number in any way none that digits of the text only end.
 */
export const shownGradesSql = (met: string): string =>
  `grade is not null and (grade <> ${String(beginning)} or not exists (select 1 from ${met} where grade = 0))
    and (grade <> ${String(endWithin)} or not exists (select 1 from ${met} where grade < ${String(endWithin)}))`;

/** [ORDERS-2] SQL of the grade of `token`, a number or name of this `kind`; NULL when it was not met. */
export function numberGradeSql(q: string, parameters: Parameters): string {
  const token = orderNumber(q);
  const within = numbersWithin(q);
  const digits = digitsWithin(q);
  if (token === '') return 'null::integer';
  const bound = parameters.text(token);
  // Zeros that end the text may still turn out to lead a number.
  const begun = token.replace(/(^|\p{L})0+$/u, '$1');
  const begins = begun.length < 2 ? 'false' : `starts_with(token, ${parameters.text(begun)})`;
  const letterBefore = `regexp_matches(substr(token, length(token) - length(${bound}), 1), '\\p{L}')`;
  const ends =
    token.length >= longEnough ? 'true' : token.length >= 3 && /^\d/.test(token) ? letterBefore : 'false';
  return `case when token = ${bound} then 0
    ${within.length === 0 ? '' : `when token in (${within.map((piece) => parameters.text(piece)).join(', ')}) then 1`}
    ${token.length < 2 ? '' : `when ${begins} then ${String(beginning)} when ends_with(token, ${bound}) and ${ends} then 4 when kind = 'opportunity' and contains(token, ${bound}) then 5`}
    ${digits.length === 0 ? '' : `when ${digits.map((run) => `ends_with(token, ${parameters.text(run)})`).join(' or ')} then ${String(endWithin)}`}
    end`;
}
