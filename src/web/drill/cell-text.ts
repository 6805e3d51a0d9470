import type { Cell, Column } from '../../contract/api/cell.ts';
import type { Formats } from '../../messages/formats.ts';
import { memberText } from '../state/member-text.ts';
import { t, tOr } from '../state/locale.svelte.ts';

const members = new Set(['region', 'channel', 'category', 'stage', 'status', 'kind']);

/** One cell of a table of rows, as the reader writes such things. */
export const cellText = (formats: Formats, column: Column, cell: Cell): string => {
  if (members.has(column.name)) return memberText(column.name, cell === null ? null : String(cell));
  if (cell === null) return '–';
  if (typeof cell === 'boolean') return t(cell ? 'value.yes' : 'value.no');
  if (column.type === 'date' && typeof cell === 'string') return formats.day(cell);
  if (typeof cell === 'number')
    return column.unit === 'money' || column.unit === 'currency' ? formats.money(cell) : formats.number(cell);
  return cell;
};

export const columnName = (column: Pick<Column, 'name'>): string =>
  tOr(
    `field.${column.name}`,
    tOr(
      `dimension.${column.name}`,
      tOr(`metric.${column.name}.name`, column.name.replace(/__.*/, '').replaceAll('_', ' ')),
    ),
  );
