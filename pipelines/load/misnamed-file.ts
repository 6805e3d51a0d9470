import type { ObjectContract } from './contract.ts';
import { headerPosition } from './stage-sql.ts';

/**
 * The object whose rows a file really holds, when its name says another: all declared columns of that object are in
 * the header, they are more than those of the object it is named for, and of the latter some are absent. A file that
 * fits its own object whole is never misnamed.
 */
export function misnamedAs(contract: ObjectContract, header: readonly string[]): string | undefined {
  const found = (columns: readonly (readonly string[])[]) =>
    columns.filter((names) => headerPosition(header, names) >= 0).length;
  const own = contract.columns.map((column) => column.headers);
  const fits = found(own);
  if (fits === own.length) return undefined;
  return contract.siblings
    .filter((sibling) => sibling.headers.length > fits && found(sibling.headers) === sibling.headers.length)
    .sort((a, b) => b.headers.length - a.headers.length)[0]?.object;
}
