import { namesAnyone } from '../../../src/stats/linkage/column-names.ts';
import { shortList, type ColumnRole } from '../../../src/stats/linkage/column-kind.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { nameLexicon } from '../normalise/name-lexicon.ts';
import { nameLook } from '../normalise/person-or-company.ts';
import { valuesOf } from './column-values.ts';
import type { ProfiledColumn } from './pair-columns.ts';
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

/**
 * [LINK-39] The relations with columns of names, under a heading that may be either's, taken for persons' where all relations
 * hold persons: in such columns, in one of whole names or in parts.
 */
export async function withPersons(
  warehouse: Warehouse,
  relations: readonly PlacedRelation[],
): Promise<readonly PlacedRelation[]> {
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
