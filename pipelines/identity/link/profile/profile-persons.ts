import { nameLine, namesAnyone } from '../../../../src/stats/linkage/columns/column-names.ts';
import { shortList, type ColumnRole } from '../../../../src/stats/linkage/columns/column-kind.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { nameLexicon } from '../../normalise/name-lexicon.ts';
import { isGivenName, nameLook } from '../../normalise/person-or-company.ts';
import { valuesOf } from '../read/column-values.ts';
import type { ProfiledColumn } from '../compare/pair-columns.ts';
import type { PlacedRelation } from './profile-places.ts';

/** Of persons' names so many have a given name that is known; of companies' hardly any. */
const leastPersons = 1 / 3;
const mostCompanies = 0.05;

type Holds = 'persons' | 'perhaps' | 'others';

/** What a column of names holds by the look of them; of a short list that none speaks against it may be persons. */
function holds(names: readonly string[]): Holds {
  const lexicon = nameLexicon();
  const looks = names.map((name) => nameLook(name, lexicon));
  const share = (of: string): number => looks.filter((look) => look === of).length / names.length;
  if (names.length === 0 || share('company') > mostCompanies) return 'others';
  if (share('person') >= leastPersons) return 'persons';
  return names.length < shortList ? 'perhaps' : 'others';
}

const open = ({ facts, role }: ProfiledColumn): boolean => role === 'company_name' && namesAnyone(facts.name);

/** Names in two lines, of a word or hardly more, of which the second is not left empty. */
const linesOf = (profile: readonly ProfiledColumn[]): readonly (readonly ProfiledColumn[])[] =>
  profile.flatMap((first) => {
    const { of, line } = nameLine(first.facts.name) ?? {};
    if (line !== 1) return [];
    const second = profile.find(({ facts }) => {
      const other = nameLine(facts.name);
      return other?.of === of && other?.line === 2;
    });
    return second === undefined ? [] : [[first, second]];
  });
const mostWordsOfLine = 1.5;
const leastFilled = 0.5;
/** So many times as often are given names among those of the one line as of the other. */
const oftener = 3;

const partOfLine = ({ facts, role }: ProfiledColumn): boolean =>
  (role === 'company_name' || role === 'category') &&
  facts.words <= mostWordsOfLine &&
  facts.filled >= leastFilled * facts.rows;

/** The columns of a relation, two lines of names taken for surnames and given names where one holds given names. */
async function withNameLines(
  warehouse: Warehouse,
  { relation, profile }: PlacedRelation,
): Promise<readonly ProfiledColumn[]> {
  const roles = new Map<ProfiledColumn, ColumnRole>();
  for (const lines of linesOf(profile)) {
    if (!lines.every(partOfLine)) continue;
    const shares: number[] = [];
    for (const { facts } of lines) {
      const names = await valuesOf(warehouse, relation.source, facts.name);
      shares.push(names.filter(isGivenName).length / Math.max(1, names.length));
    }
    const [given, surname] = (shares[0] ?? 0) > (shares[1] ?? 0) ? [0, 1] : [1, 0];
    if ((shares[given] ?? 0) < Math.max(leastPersons, oftener * (shares[surname] ?? 0))) continue;
    lines.forEach((line, at) => roles.set(line, at === given ? 'given_name' : 'surname'));
  }
  return profile.map((column) => ({ ...column, role: roles.get(column) ?? column.role }));
}

/**
 * [LINK-39] The relations with columns of names, under a heading that may be either's, taken for persons' where all relations
 * hold persons: in such columns, in one of whole names or in parts.
 */
export async function withPersons(
  warehouse: Warehouse,
  placed: readonly PlacedRelation[],
): Promise<readonly PlacedRelation[]> {
  const relations: PlacedRelation[] = [];
  for (const each of placed) relations.push({ ...each, profile: await withNameLines(warehouse, each) });
  const found = new Map<ProfiledColumn, Holds>();
  for (const { relation, profile } of relations)
    for (const column of profile.filter(open))
      found.set(column, holds(await valuesOf(warehouse, relation.source, column.facts.name)));
  const said = [...found.values()];
  const has = (profile: readonly ProfiledColumn[], ...roles: readonly ColumnRole[]): boolean =>
    roles.every((role) => profile.some((column) => column.role === role));
  const ofPersons = relations.every(
    ({ profile }) => profile.some(open) || has(profile, 'full_name') || has(profile, 'given_name', 'surname'),
  );
  if (!ofPersons || said.includes('others') || !said.includes('persons')) return relations;
  return relations.map((each) => ({
    ...each,
    profile: each.profile.map((column) =>
      found.has(column) ? { ...column, role: 'full_name' as const } : column,
    ),
  }));
}
