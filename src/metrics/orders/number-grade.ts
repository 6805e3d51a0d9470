import type { Parameters } from '../parameters.ts';
import { digitGroupsSql } from './digit-groups.ts';
import { matchGrade } from './match-grade.ts';
import {
  digitsWithin,
  groupedWithin,
  longEnough,
  numbersBesideWords,
  numbersWithin,
  orderNumber,
  plainNumber,
} from './order-number.ts';

const grade = (of: keyof typeof matchGrade): string => String(matchGrade[of]);

/**
 * [ORDERS-2] SQL of which rows of `met` (grade) are shown: who gave a whole number is not shown those that only begin like
 * it, and who gave a number in any way none that digits of the text only end.
 */
export const shownGradesSql = (met: string): string =>
  `grade is not null
    and (grade <> ${grade('beginning')} or not exists (select 1 from ${met} where grade in (${grade('wholeNumber')}, ${grade('wholeNumberButZeros')})))
    and (grade <> ${grade('endWithin')} or not exists (select 1 from ${met} where grade < ${grade('endWithin')}))`;

/** The beginning of a token that it keeps whatever follows: zeros that end the text may still turn out to lead a number. */
const begun = (token: string): string => token.replace(/(^|\p{L})0+$/u, '$1');

/** SQL of whether a number begins like the text; where zeros end the text, it has to have them too: PO-0000 begins no PO-4711. */
function beginsSql(token: string, written: string, parameters: Parameters): string {
  const beginning = begun(token);
  if (beginning.length < 2) return 'false';
  const begins = `starts_with(token, ${parameters.text(beginning)})`;
  return beginning === token
    ? begins
    : `${begins} and starts_with(regexp_replace(upper(value), '[^\\p{L}\\p{N}]', '', 'g'), ${parameters.text(written)})`;
}

/** SQL of whether `value` is one of the texts but for zeros that lead digits within it; only likely rows are taken apart. */
function butZerosSql(grouped: readonly string[], parameters: Parameters): string {
  const bound = (texts: readonly string[]): string => texts.map((text) => parameters.text(text)).join(', ');
  // The last group ends the token whatever zeros are left out before it, and few tokens end so.
  const ends = grouped.map((each) => `ends_with(token, ${parameters.text(each.split('/').at(-1) ?? '')})`);
  const zeroless = bound(grouped.map((each) => each.replaceAll(/[/0]/g, '')));
  return `case when ${ends.join(' or ')} then
      case when replace(token, '0', '') in (${zeroless}) then ${digitGroupsSql('value')} in (${bound(grouped)}) end end`;
}

/** [ORDERS-2] SQL of the grade of a number or name of this `kind` by its `value` and `token`; NULL when it was not met. */
export function numberGradeSql(q: string, parameters: Parameters): string {
  const token = orderNumber(q);
  const whole = [
    ['wholeNumberWithin', numbersWithin(q)],
    ['wholeNumberBesideWord', numbersBesideWords(q)],
  ] as const;
  const grouped = groupedWithin(q);
  const digits = digitsWithin(q);
  if (token === '') return 'null::integer';
  const bound = parameters.text(token);
  const begins = beginsSql(token, plainNumber(q), parameters);
  const letterBefore = `regexp_matches(substr(token, length(token) - length(${bound}), 1), '\\p{L}')`;
  const ends =
    token.length >= longEnough ? 'true' : token.length >= 3 && /^\d/.test(token) ? letterBefore : 'false';
  return `case when token = ${bound} then ${grade('wholeNumber')}
    ${whole.map(([of, pieces]) => (pieces.length === 0 ? '' : `when token in (${pieces.map((piece) => parameters.text(piece)).join(', ')}) then ${grade(of)}`)).join(' ')}
    ${grouped.length === 0 ? '' : `when ${butZerosSql(grouped, parameters)} then ${grade('wholeNumberButZeros')}`}
    ${token.length < 2 ? '' : `when ${begins} then ${grade('beginning')} when ends_with(token, ${bound}) and ${ends} then ${grade('end')} when kind = 'opportunity' and contains(token, ${bound}) then ${grade('partOfName')}`}
    ${digits.length === 0 ? '' : `when ${digits.map((run) => `ends_with(token, ${parameters.text(run)})`).join(' or ')} then ${grade('endWithin')}`}
    end`;
}
