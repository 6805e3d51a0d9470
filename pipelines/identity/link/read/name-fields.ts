import { columnWords } from '../../../../src/stats/linkage/columns/column-names.ts';
import type { LinkField } from '../link-settings.ts';

type Named = Pick<LinkField, 'name' | 'kind' | 'parts'>;

/** Fields of persons' names: in parts, and whole ones to be taken apart. */
export interface NameFields<Field extends Named = LinkField> {
  readonly given: Field;
  readonly middle?: Field;
  readonly surname: Field;
  readonly wholes: readonly Field[];
}

const isMiddle = ({ name }: Named): boolean => /(^|_)middle(_|$)/.test(columnWords(name));

/** The given name, surname and middle name of fields. */
export function partFields<Field extends Named>(
  fields: readonly Field[],
): Omit<NameFields<Field>, 'wholes'> | undefined {
  const given = fields.filter(({ kind }) => kind === 'given_name');
  const first = given.find((field) => !isMiddle(field));
  const middle = given.find(isMiddle);
  const surname = fields.find(({ kind }) => kind === 'surname');
  if (first === undefined || surname === undefined) return undefined;
  return { given: first, surname, ...(middle === undefined ? {} : { middle }) };
}

/** The same with whole names that are to be taken apart; undefined where there are none, or nothing that they would fill. */
export function nameFields<Field extends Named>(fields: readonly Field[]): NameFields<Field> | undefined {
  const inParts = partFields(fields);
  const wholes = fields.filter(({ kind, parts }) => kind === 'full_name' && parts === true);
  return inParts === undefined || wholes.length === 0 ? undefined : { ...inParts, wholes };
}
