import { identifier } from '../../../../src/warehouse/quote.ts';
import { columnOf, type LinkField } from '../link-settings.ts';

/** A column (of the row named `of`) as text without spaces around it; NULL where it is empty or there is no column. */
export const columnSql = (column: string | undefined, of?: string): string =>
  column === undefined
    ? 'null::varchar'
    : `nullif(trim(cast(${of === undefined ? '' : `${of}.`}${identifier(column)} as varchar)), '')`;

/** What a relation says of a field, as `columnSql` gives it. */
export const cellSql = (field: LinkField | undefined, relation: string, of?: string): string =>
  columnSql(field && columnOf(field, relation), of);

/** The words of a text in small letters, as a list. */
export const wordsSql = (text: string): string => `regexp_extract_all(lower(${text}), '[\\p{L}\\p{N}]+')`;
