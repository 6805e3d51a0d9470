import type { ColumnFacts, ColumnRole } from '../../../../src/stats/linkage/columns/column-kind.ts';
import { columnWords, type Subject } from '../../../../src/stats/linkage/columns/column-names.ts';
import { isMaker, isTitle } from '../../../../src/stats/linkage/columns/goods-roles.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { isRegion } from '../read/address-places.ts';
import type { LinkRelation } from '../link-plan.ts';
import type { LinkField } from '../link-settings.ts';
import { sharedValues } from '../estimate/shared-values.ts';

/** What is known of a column of a relation. */
export interface ProfiledColumn {
  readonly facts: ColumnFacts;
  readonly role: ColumnRole;
  /** What the relation is of. */
  readonly subject: Subject;
  /** Whether it is a part of a column in which a place stands in one. */
  readonly isPart?: boolean;
}

const isField = (role: ColumnRole): role is LinkField['kind'] =>
  role !== 'key' && role !== 'truth' && role !== 'ignored';

/** Two columns that hold the same must have so many values in common, as a share of the shorter one's; small numbers and short lists have them by chance. */
const leastCommon = (role: ColumnRole): number =>
  role === 'number' || role === 'date' || role === 'event_date' ? Infinity : role === 'category' ? 0.5 : 0.02;
/** A column with so many legal forms holds company names. */
const companies = 0.1;
/** Cities of which so many are in Han characters, in every list, are read with and without 市. */
const inHan = 0.5;
/** Texts of which so many have a code in them name products by it. */
const coded = 0.2;
/** Names of persons of which so many, and two or more, have a title or a generation, or are in Han characters, are taken apart. */
const written = 0.002;
const namesOfPersons: ReadonlySet<ColumnRole> = new Set(['given_name', 'surname', 'full_name']);

/** Kinds of which two columns are one for having values in common, or one name, and for nothing else. */
const numbersOf: ReadonlySet<ColumnRole> = new Set(['identifier', 'tax_id']);

/** The region in a place is not what else a list has of kinds, who makes goods is not who supplies them. */
const mayFace = (...both: readonly [ProfiledColumn, ProfiledColumn]): boolean =>
  isMaker(both[0]) === isMaker(both[1]) &&
  (both.every(({ role, isPart }) => role !== 'category' || isPart !== true) ||
    both.every(({ facts }) => isRegion({ kind: 'category', name: facts.name })));

/** The columns of goods' names, and of who makes them, where each list has one that is called so. */
function goodsFacing(
  own: readonly ProfiledColumn[],
  others: readonly ProfiledColumn[],
): readonly (readonly [ProfiledColumn, ProfiledColumn])[] {
  return [isTitle, isMaker].flatMap((is) => {
    const [column, other] = [own.find(is), others.find(is)];
    return column === undefined || other === undefined ? [] : [[column, other] as const];
  });
}

/** The column of another relation for each column of the first: same name in words, else most values in common, else called as goods or their makers are, else the only one of a kind left over. */
async function partnersIn(
  warehouse: Warehouse,
  own: readonly ProfiledColumn[],
  others: readonly ProfiledColumn[],
  sources: { readonly first: string; readonly other: string },
  repeated: ReadonlySet<string>,
): Promise<Map<ProfiledColumn, ProfiledColumn>> {
  const found = new Map<ProfiledColumn, ProfiledColumn>();
  const free = new Set(others.filter(({ role }) => isField(role)));
  const take = (column: ProfiledColumn, other: ProfiledColumn): void => {
    found.set(column, other);
    free.delete(other);
  };
  for (const column of own) {
    const words = columnWords(column.facts.name);
    const same = [...free].find(({ facts }) => columnWords(facts.name) === words);
    if (same !== undefined) take(column, same);
  }
  const open = own.filter((column) => !found.has(column));
  const alike = open.flatMap((column) =>
    [...free].filter(({ role }) => role === column.role).map((other) => ({ column, other })),
  );
  const shares = await sharedValues(
    warehouse,
    sources.first,
    sources.other,
    alike.map(({ column, other }) => ({ left: column.facts.name, right: other.facts.name })),
  );
  const ties = alike
    .map((pair, at) => ({ ...pair, share: shares[at] ?? 0 }))
    .filter(({ share, column }) => share >= leastCommon(column.role))
    .sort((a, b) => b.share - a.share);
  for (const { column, other } of ties) if (!found.has(column) && free.has(other)) take(column, other);
  const left = open.filter((column) => !found.has(column));
  for (const [column, other] of goodsFacing(left, [...free])) take(column, other);
  for (const column of open) {
    // Numbers that each list gives its own records have nothing in common.
    if (found.has(column) || numbersOf.has(column.role)) continue;
    const [only, ...more] = [...free].filter((other) => other.role === column.role && mayFace(column, other));
    if (only === undefined || more.length > 0) continue;
    if (![column, only].some(({ facts }) => repeated.has(columnWords(facts.name)))) take(column, only);
  }
  return found;
}

/** A column of some relation, and those of others that hold the same; undefined of a relation that has none. */
type Together = readonly (ProfiledColumn | undefined)[];

/** Columns that at least two relations have, or that the only one has, from the first relation on. */
async function columnsTogether(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  profiles: readonly (readonly ProfiledColumn[])[],
): Promise<Together[]> {
  const found: Together[] = [];
  const heads = profiles.flatMap((columns) => [
    ...new Set(columns.map(({ facts }) => columnWords(facts.name))),
  ]);
  // What another relation has under its name is not to be paired with what has another.
  const repeated = new Set(heads.filter((words, at) => heads.indexOf(words) < at));
  const free = profiles.map((columns) => new Set(columns.filter(({ role }) => isField(role))));
  for (const [first, own] of free.entries()) {
    const rows = [...own].map((column): (ProfiledColumn | undefined)[] =>
      profiles.map((_, at) => (at === first ? column : undefined)),
    );
    for (let other = first + 1; other < relations.length; other++) {
      const partners = await partnersIn(
        warehouse,
        [...own],
        [...(free[other] ?? [])],
        {
          first: relations[first]?.source ?? '',
          other: relations[other]?.source ?? '',
        },
        repeated,
      );
      for (const row of rows) {
        const column = row[first];
        const partner = column && partners.get(column);
        row[other] = partner;
        if (partner !== undefined) free[other]?.delete(partner);
      }
    }
    const least = Math.min(2, relations.length);
    found.push(...rows.filter((row) => row.filter((each) => each !== undefined).length >= least));
  }
  return found;
}

/** So many times as often must days have a sense with the month first as with the day first. */
const oftener = 10;
const monthsFirst = (columns: readonly ProfiledColumn[]): boolean => {
  const sum = (how: 'monthFirst' | 'dayFirst'): number =>
    columns.reduce((total, { facts }) => total + facts[how], 0);
  return sum('monthFirst') > oftener * sum('dayFirst');
};

/** Fields of the columns that hold the same in several relations; of two, in both. */
export async function sharedFields(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  profiles: readonly (readonly ProfiledColumn[])[],
): Promise<LinkField[]> {
  const isWritten = (columns: readonly ProfiledColumn[], how: 'titled' | 'han' | 'readable'): boolean =>
    columns.some(({ facts }) => facts[how] >= Math.max(written, 1.5 / facts.filled));
  const isCoded = (columns: readonly ProfiledColumn[]): boolean =>
    columns[0]?.role === 'text' &&
    columns[0].subject === 'goods' &&
    columns.every(({ facts }) => facts.codes >= coded);
  let codedBefore = false;
  return (await columnsTogether(warehouse, relations, profiles)).flatMap((together): LinkField[] => {
    const columns = together.filter((each) => each !== undefined);
    const [column] = columns;
    if (column === undefined || !isField(column.role)) return [];
    const { role, facts } = column;
    const named = relations.flatMap((relation, at): [string, string][] => {
      const name = together[at]?.facts.name;
      return name === undefined ? [] : [[relation.name, name]];
    });
    // What else is written of a product repeats its name's code.
    const isProduct = !codedBefore && isCoded(columns);
    codedBefore ||= isProduct;
    const everywhere = named.length === relations.length && named.every(([, name]) => name === facts.name);
    return [
      {
        name: facts.name,
        kind: role,
        ...(everywhere ? {} : { column: Object.fromEntries(named) }),
        ...((role === 'company_name' && facts.legalForms > companies) ||
        isProduct ||
        (namesOfPersons.has(role) && (isWritten(columns, 'titled') || isWritten(columns, 'readable'))) ||
        (role === 'address' && isWritten(columns, 'han')) ||
        (role === 'city' && columns.every((each) => each.facts.han >= inHan))
          ? { parts: true }
          : {}),
        ...((role === 'date' || role === 'event_date') && monthsFirst(columns) ? { month_first: true } : {}),
      },
    ];
  });
}
