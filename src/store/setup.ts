import type { StoreContext } from './context.ts';
import { newToken, tokenHash } from './token.ts';

export interface Setup {
  /** Replaces every earlier secret and returns the new one, to be shown once on the console. */
  newSecret(): Promise<string>;
  /** True once for the newest secret: it is dead from then on. */
  use(secret: string): Promise<boolean>;
}

export function setup({ database, now, write }: StoreContext): Setup {
  return {
    async newSecret() {
      const secret = newToken();
      await write(async () => {
        await database.run('update setup_secret set used_at = $1::timestamp where used_at is null', [
          now().toISOString(),
        ]);
        await database.run('insert into setup_secret values ($1, $2::timestamp, null)', [
          tokenHash(secret),
          now().toISOString(),
        ]);
      });
      return secret;
    },
    use: (secret) =>
      write(async () => {
        const hit = await database.rows(
          'update setup_secret set used_at = $2::timestamp where secret_hash = $1 and used_at is null returning secret_hash',
          [tokenHash(secret), now().toISOString()],
        );
        return hit.length === 1;
      }),
  };
}
