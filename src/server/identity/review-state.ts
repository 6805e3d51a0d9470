import type { ActiveIdentityDecision, IdentityDecision } from '../../contract/identity-decision.ts';
import { activeDecisions, type JournalContent } from '../../store/identity-decisions.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';
import type { Services } from '../services.ts';

/** The journal beside the generation that is served: what of it the generation does not know yet. */
export interface ReviewState extends JournalContent {
  /** Decisions that hold by the journal, oldest first. */
  readonly active: readonly ActiveIdentityDecision[];
  /** Decisions that the generation was built under, oldest first. */
  readonly known: readonly ActiveIdentityDecision[];
  readonly isPending: (decision: IdentityDecision) => boolean;
  readonly pending: number;
  /** Revoked decision → its revocation. */
  readonly revokedBy: ReadonlyMap<string, string>;
}

export async function reviewState(
  services: Pick<Services, 'identity'>,
  lease: Pick<ServingLease, 'rows' | 'tables'>,
): Promise<ReviewState> {
  const rows = lease.tables.has('meta_identity_decision')
    ? await records<{ id: string }>(lease, 'select decision_id as id from meta_identity_decision')
    : [];
  const built = new Set(rows.map(({ id }) => id));
  const content = services.identity.decisions.list();
  const revokedBy = new Map(
    content.decisions.flatMap((each): [string, string][] =>
      each.kind === 'revoke' ? [[each.revokes, each.id]] : [],
    ),
  );
  const isPending = (decision: IdentityDecision): boolean =>
    decision.kind === 'revoke'
      ? built.has(decision.revokes)
      : !built.has(decision.id) && !revokedBy.has(decision.id);
  return {
    ...content,
    active: activeDecisions(content.decisions),
    known: content.decisions.filter(
      (each): each is ActiveIdentityDecision => each.kind !== 'revoke' && built.has(each.id),
    ),
    isPending,
    pending: content.decisions.filter(isPending).length,
    revokedBy,
  };
}
