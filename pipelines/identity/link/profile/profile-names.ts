import {
  shortList,
  type ColumnFacts,
  type ColumnRole,
} from '../../../../src/stats/linkage/columns/column-kind.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { identifier } from '../../../../src/warehouse/quote.ts';
import { cellSql, columnSql, wordsSql } from '../read/cell-sql.ts';
import type { LinkRelation } from '../link-plan.ts';
import { columnOf, type LinkField } from '../link-settings.ts';
import { partFields, type NameFields } from '../read/name-fields.ts';
import { sharedValues } from '../estimate/shared-values.ts';

interface Column {
  readonly facts: Pick<ColumnFacts, 'name' | 'rows' | 'legalForms' | 'words'>;
  readonly role: ColumnRole;
}
type Profile = readonly Column[];
type Parts = Omit<NameFields, 'wholes'>;

/** Of so many whole names, and two or more, the parts stand nowhere else. */
const leastWhole = 0.02;
/** Of so many names of the one, and three or more, the other has the parts. */
const leastCommon = 0.02;
/** Words of a column of persons' whole names, on average. */
const [fewestWords, mostWords] = [1.5, 4];
const mostLegalForms = 0.05;

/** From so many rows on whole names repeat their parts. */
const leastRepeated = 0.7;

/** Whether whole names say once more, in the first relation, what the parts beside them say. */
async function repeatsParts(
  warehouse: Warehouse,
  [relation]: readonly LinkRelation[],
  { given, surname }: Parts,
  whole: LinkField,
): Promise<boolean> {
  if (relation === undefined) return false;
  const own = (field: LinkField): string => cellSql(field, relation.name);
  const parts = `list_concat(${wordsSql(own(given))}, ${wordsSql(own(surname))})`;
  const [row] = await warehouse.rows<{ share: number | null }>(
    `select avg(list_has_all(${wordsSql(own(whole))}, ${parts})::integer) as share from ${relation.source} where ${own(given)} is not null and ${own(surname)} is not null`,
  );
  return (row?.share ?? 0) >= leastRepeated;
}

/** Whether whole names stand where their parts do not, in some relation. */
async function standsAlone(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  { given, surname }: Parts,
  whole: LinkField,
): Promise<boolean> {
  const rows = relations.map(
    ({ name, source }) =>
      `select ${cellSql(whole, name)} as whole, coalesce(${cellSql(given, name)}, ${cellSql(surname, name)}) as part from ${source}`,
  );
  const [found] = await warehouse.rows<{ alone: number; n: number }>(
    `select count(*) filter (part is null)::double as alone, count(*)::double as n from (${rows.join(' union all ')}) where whole is not null`,
  );
  const { alone, n } = found ?? { alone: 0, n: 0 };
  return alone >= 2 && alone >= leastWhole * n;
}

/** The parts that a relation has of its own, as fields of it. */
function ownParts({ name }: LinkRelation, profile: Profile): Parts | undefined {
  const fields = profile.flatMap(({ facts, role }): LinkField[] =>
    role === 'given_name' || role === 'surname'
      ? [{ name: facts.name, kind: role, column: { [name]: facts.name } }]
      : [],
  );
  return partFields(fields);
}

/** Names in parts, written as one in either order. */
const composed = ({ source }: LinkRelation, { given, surname }: Parts, column: string): string =>
  `(${[
    [given, surname],
    [surname, given],
  ]
    .map(
      (both) =>
        `select ${both.map(({ name }) => columnSql(name)).join(` || ' ' || `)} as ${identifier(column)} from ${source}`,
    )
    .join(' union all ')})`;

interface InParts {
  readonly relation: LinkRelation;
  readonly parts: Parts;
}

/** The column of whole names of a relation, one of whose names stand in parts in another. */
async function wholeColumn(
  warehouse: Warehouse,
  relation: LinkRelation,
  profile: Profile,
  other: InParts,
  fields: readonly LinkField[],
): Promise<string | undefined> {
  const named = profile.find(({ role }) => role === 'full_name');
  if (named !== undefined) return named.facts.name;
  // Names of anything: persons', where those of the other are among them more often than its companies are.
  for (const { facts, role } of profile) {
    const { name, rows, legalForms, words } = facts;
    if (role !== 'company_name' || legalForms > mostLegalForms || words < fewestWords || words > mostWords)
      continue;
    const paired = fields.find((field) => columnOf(field, relation.name) === name);
    // So few rows have nothing in common by which to tell: the one lead that is looked for.
    if (paired === undefined && rows < shortList) return name;
    const partner = paired && columnOf(paired, other.relation.name);
    const [persons = 0] = await sharedValues(
      warehouse,
      composed(other.relation, other.parts, name),
      relation.source,
      [{ left: name, right: name }],
    );
    const [companies = 0] =
      partner === undefined
        ? []
        : await sharedValues(warehouse, other.relation.source, relation.source, [
            { left: partner, right: name },
          ]);
    if (persons >= leastCommon && persons > companies) return name;
  }
  return undefined;
}

/** One field of the columns that each relation has of it. */
const together = (fields: readonly LinkField[]): LinkField[] => {
  const [first] = fields;
  if (first === undefined) return [];
  const column = Object.fromEntries(
    fields.flatMap(({ column }) => (typeof column === 'object' ? Object.entries(column) : [])),
  );
  return [{ ...first, column }];
};

/** What is filled in from whole names may have a title, a generation or Han characters. */
const takenApart = (field: LinkField): LinkField => ({ ...field, parts: true });

/** Fields of names that stand in parts in some relations and whole in all others. */
async function acrossRelations(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  profiles: readonly Profile[],
  fields: readonly LinkField[],
): Promise<readonly LinkField[]> {
  const own = relations.map((relation, at) => ({ relation, parts: ownParts(relation, profiles[at] ?? []) }));
  const inParts = own.flatMap(({ relation, parts }): InParts[] =>
    parts === undefined ? [] : [{ relation, parts }],
  );
  const [other] = inParts;
  if (other === undefined || inParts.length === relations.length) return fields;
  const whole: Record<string, string> = {};
  for (const [at, { relation, parts }] of own.entries()) {
    if (parts !== undefined) continue;
    const column = await wholeColumn(warehouse, relation, profiles[at] ?? [], other, fields);
    if (column === undefined) return fields;
    whole[relation.name] = column;
  }
  const of = (part: (parts: Parts) => LinkField | undefined): LinkField[] =>
    together(inParts.flatMap(({ parts }) => part(parts) ?? []));
  const taken = (field: LinkField): boolean =>
    Object.entries(whole).some(([relation, column]) => columnOf(field, relation) === column);
  const [column = ''] = Object.values(whole);
  const name = fields.some((field) => field.name === column && !taken(field)) ? `${column} · whole` : column;
  const inPartsAlready = new Set<LinkField>(Object.values(partFields(fields) ?? {}));
  return [
    ...of(({ given }) => given).map(takenApart),
    ...of(({ middle }) => middle).map(takenApart),
    ...of(({ surname }) => surname).map(takenApart),
    { name, kind: 'full_name', column: whole, parts: true },
    ...fields.filter((field) => !taken(field) && !inPartsAlready.has(field)),
  ];
}

/**
 * The fields without whole names that repeat given names and surnames beside them; with `parts` at those that say what given
 * names and surnames of other records, in one table or in another, say in columns of their own ([LINK-34]).
 */
export async function withNames(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  profiles: readonly Profile[],
  fields: readonly LinkField[],
): Promise<readonly LinkField[]> {
  const wholes = fields.filter(({ kind }) => kind === 'full_name');
  const parts = partFields(fields);
  const inAll =
    parts !== undefined &&
    relations.every(({ name }) => [parts.given, parts.surname].every((field) => columnOf(field, name)));
  if (wholes.length === 0 && !inAll) return acrossRelations(warehouse, relations, profiles, fields);
  if (parts === undefined) return fields;
  const told = new Map<LinkField, readonly LinkField[]>();
  for (const whole of wholes) {
    if (await standsAlone(warehouse, relations, parts, whole))
      for (const field of [...Object.values(parts), whole]) told.set(field, [takenApart(field)]);
    else if (await repeatsParts(warehouse, relations, parts, whole)) told.set(whole, []);
  }
  return fields.flatMap((field) => told.get(field) ?? [field]);
}
