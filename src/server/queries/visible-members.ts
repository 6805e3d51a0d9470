import type { Member } from '../../contract/api/catalog.ts';
import { compileMembers, type MembersOptions } from '../../metrics/compile-members.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import type { Services } from '../services.ts';
import type { Asker } from './answer-query.ts';
import { compileContext } from './compile-context.ts';
import type { ServingLease } from './serving.ts';

/** [POLICY-7] The members of a dimension that this person may see: filter lists pass the same policy as numbers. */
export async function visibleMembers(
  services: Pick<Services, 'cache' | 'limits'>,
  lease: ServingLease,
  asker: Asker,
  dimension: string,
  options: MembersOptions,
): Promise<Member[]> {
  const policy = rowPolicy(asker.principal);
  const { sql, parameters } = compileMembers(
    dimension,
    policy,
    compileContext(lease, asker.language),
    options,
  );
  const key = JSON.stringify(['members', lease.generation, dimension, options, asker.language, policy.key]);
  const { value } = await services.cache.get(key, () =>
    services.limits.queries.run(asker.principal.userId, async () => {
      const { rows } = await lease.rows(sql, parameters);
      const members = rows.map(([member, label]): Member => ({
        member: typeof member === 'string' ? member : null,
        label: typeof label === 'string' ? label : null,
      }));
      return { members, bytes: 200 + members.length * 80 };
    }),
  );
  return value.members;
}
