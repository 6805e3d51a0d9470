import { readNumerals } from './numerals.ts';

const word =
  /[\p{Script=Han}々〇]+|[^\p{Script=Han}々〇\P{L}]+(?:[^\p{Script=Han}々〇\P{L}]|[\p{M}\p{N}])*|[\p{N}](?:[^\p{Script=Han}々〇\P{L}]|[\p{M}\p{N}])*/gu;

const isLetter = (token: string): boolean =>
  token.length === 1 && /\p{L}/u.test(token) && !/\p{Script=Han}/u.test(token);

/**
 * Tokens of folded text: runs of Han, or of other letters and digits. Apostrophes join; & and + are `and`; letters that
 * stand alone are joined (S.A. is `sa`), Han runs too; number words are digits (`forty-four` is `44`).
 */
export function tokenise(folded: string): string[] {
  const found =
    folded
      .replaceAll(/(?<=[\p{L}\p{N}])['’‘`´"](?=[\p{L}])/gu, '')
      .replaceAll(/(?<![\p{L}\p{N}])\p{L}(?:\.\s?\p{L}(?![\p{L}\p{N}]))+/gu, (run) =>
        run.replaceAll(/[.\s]/g, ''),
      )
      .replaceAll(/[&+]/g, ' and ')
      .match(word) ?? [];
  const tokens: string[] = [];
  let single = false;
  let han = false;
  for (const token of found) {
    const isSingle = isLetter(token);
    const isHan = /^[\p{Script=Han}々〇]/u.test(token);
    if ((isSingle && single) || (isHan && han)) tokens.push(`${tokens.pop() ?? ''}${token}`);
    else tokens.push(token);
    single = isSingle;
    han = isHan;
  }
  return readNumerals(tokens);
}
