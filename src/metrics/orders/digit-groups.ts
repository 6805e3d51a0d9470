/**
 * [ORDERS-2] A number in capitals whose groups of digits stay apart where something other than a letter parts them, each
 * without the zeros that lead it: `inv-2026-077693` → `INV2026/77693`.
 */
export const digitGroups = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '/')
    .replaceAll(/(?<=^|\p{L})\/|\/(?=\p{L}|$)/gu, '')
    .replaceAll(/(^|\/|\p{L})0+(\d)/gu, '$1$2');

/** SQL of the same of a column. */
export const digitGroupsSql = (column: string): string => {
  const apart = `regexp_replace(upper(${column}), '[^\\p{L}\\p{N}]+', '/', 'g')`;
  const joined = `regexp_replace(regexp_replace(${apart}, '(^|\\p{L})/', '\\1', 'g'), '/(\\p{L}|$)', '\\1', 'g')`;
  return `regexp_replace(${joined}, '(^|/|\\p{L})0+(\\d)', '\\1\\2', 'g')`;
};
