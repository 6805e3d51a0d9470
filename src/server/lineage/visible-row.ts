import type { Principal } from '../../contract/roles.ts';
import { authorise } from '../../metrics/authorise.ts';
import { compileLineVisible, type SourceLine } from '../../metrics/compile-line-visible.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import { compileContext } from '../queries/compile-context.ts';
import type { ServingLease } from '../queries/serving.ts';

/** A steward without limits of scope repairs any line; everyone else reads the lines of facts they may see. */
export async function maySeeRow(
  lease: ServingLease,
  principal: Principal,
  line: SourceLine,
): Promise<boolean> {
  const policy = rowPolicy(principal);
  if (policy.predicate.kind === 'all' && authorise(principal, 'data.fix')) return true;
  const { sql, parameters } = compileLineVisible(line, policy, compileContext(lease, 'en'));
  const { rows } = await lease.rows(sql, parameters);
  return rows[0]?.[0] === true;
}
