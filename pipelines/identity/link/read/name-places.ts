import { columnOf, type LinkField } from '../link-settings.ts';
import type { PlacedRelation } from '../profile/profile-places.ts';
import { placeColumn } from './split-places.ts';

interface Told {
  readonly relation: string;
  /** The column as it is in the relation, whole. */
  readonly column: string;
  /** The same, or the part of it that the field is. */
  readonly own: string;
}

/** The columns of a field in the relations that have it. */
const columnsOf = (field: LinkField, placed: readonly PlacedRelation[]): Told[] =>
  placed.flatMap(({ relation: { name }, origins }): Told[] => {
    const own = columnOf(field, name);
    if (own === undefined) return [];
    const from = origins.find(({ column, kinds }) => kinds.some((kind) => placeColumn(column, kind) === own));
    return [{ relation: name, own, column: from?.column ?? own }];
  });

const isPart = ({ column, own }: Told): boolean => column !== own;

/** Whether all parts of a field have another part of their column beside them: a region alone is not known from a city. */
const besideOthers = (own: readonly Told[], all: readonly Told[]): boolean =>
  own
    .filter(isPart)
    .every((told) =>
      all.some(
        (other) => other.relation === told.relation && other.column === told.column && other.own !== told.own,
      ),
    );

/** [LINK-38] Fields of parts name the whole columns, with `parts`, so that they can be given back as settings. */
export function nameWholes(placed: readonly PlacedRelation[], fields: readonly LinkField[]): LinkField[] {
  const columns = fields.map((field) => columnsOf(field, placed));
  const named: LinkField[] = [];
  for (const [at, field] of fields.entries()) {
    const told = columns[at] ?? [];
    if (!told.some(isPart)) {
      named.push(field);
      continue;
    }
    if (field.kind === 'category' && !besideOthers(told, columns.flat())) continue;
    const [first] = told;
    const same = told.length === placed.length && told.every(({ column }) => column === first?.column);
    const column = same ? first?.column : Object.fromEntries(told.map(({ relation, column }) => [relation, column])); // prettier-ignore
    named.push({ ...field, column, parts: true });
  }
  return named;
}
