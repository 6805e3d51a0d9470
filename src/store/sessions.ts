import { isoText, type StoreContext } from './context.ts';
import { newToken, tokenHash } from './token.ts';

/** [AUTH-4] A session dies after 8 hours without a request, and after 7 days in any case. */
export const sessionLimits = { idleHours: 8, absoluteHours: 7 * 24 } as const;

export interface LiveSession {
  readonly userId: string;
  readonly tokenHash: string;
}

export interface Sessions {
  /** Returns the token; the store keeps only its hash. */
  open(userId: string): Promise<string>;
  /** The live session of a token; notes that it was used (at most once a minute). */
  find(token: string): Promise<LiveSession | undefined>;
  /** When each person last signed in, by user id. */
  lastOpened(): Promise<ReadonlyMap<string, string>>;
  revoke(token: string): Promise<void>;
  revokeAll(userId: string): Promise<void>;
}

const hour = 3_600_000;

export function sessions({ database, now, write }: StoreContext): Sessions {
  const live = database.prepared(
    `select user_id, seen_at < $2::timestamp as unnoted from user_session
     where token_hash = $1 and revoked_at is null and seen_at > $3::timestamp and created_at > $4::timestamp`,
  );
  return {
    async open(userId) {
      const token = newToken();
      await write(() =>
        database.run('insert into user_session values ($1, $2, $3::timestamp, $3::timestamp, null)', [
          tokenHash(token),
          userId,
          now().toISOString(),
        ]),
      );
      return token;
    },
    async find(token) {
      const hash = tokenHash(token);
      const at = now();
      const [row] = await live.rows<{ user_id: string; unnoted: boolean }>([
        hash,
        new Date(at.getTime() - 60_000).toISOString(),
        new Date(at.getTime() - sessionLimits.idleHours * hour).toISOString(),
        new Date(at.getTime() - sessionLimits.absoluteHours * hour).toISOString(),
      ]);
      if (!row) return undefined;
      if (row.unnoted)
        await write(() =>
          database.run('update user_session set seen_at = $2::timestamp where token_hash = $1', [
            hash,
            at.toISOString(),
          ]),
        );
      return { userId: row.user_id, tokenHash: hash };
    },
    async lastOpened() {
      const rows = await database.rows<{ user_id: string; at: string }>(
        `select user_id, ${isoText('max(created_at)')} as at from user_session group by user_id`,
      );
      return new Map(rows.map(({ user_id, at }) => [user_id, at]));
    },
    revoke: (token) =>
      write(() =>
        database.run(
          'update user_session set revoked_at = $2::timestamp where token_hash = $1 and revoked_at is null',
          [tokenHash(token), now().toISOString()],
        ),
      ),
    revokeAll: (userId) =>
      write(() =>
        database.run(
          'update user_session set revoked_at = $2::timestamp where user_id = $1 and revoked_at is null',
          [userId, now().toISOString()],
        ),
      ),
  };
}
