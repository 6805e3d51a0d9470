import type { Principal } from '../../contract/roles.ts';
import type { StoredUser } from '../../store/users.ts';

/** A person with a live session. */
export interface SignedIn {
  readonly principal: Principal;
  readonly user: StoredUser;
  /** The session's token, to end or renew it. */
  readonly token: string;
}
