import type { StoreContext } from './context.ts';

export interface Preferences {
  of(userId: string): Promise<Record<string, string>>;
  set(userId: string, name: string, value: string): Promise<void>;
}

/** Small choices of a person (language, theme) that follow them from device to device. */
export function preferences({ database, write }: StoreContext): Preferences {
  const chosen = database.prepared('select name, value from user_preference where user_id = $1');
  return {
    async of(userId) {
      const rows = await chosen.rows<{ name: string; value: string }>([userId]);
      return Object.fromEntries(rows.map((row) => [row.name, row.value]));
    },
    set: (userId, name, value) =>
      write(async () => {
        await database.run('delete from user_preference where user_id = $1 and name = $2', [userId, name]);
        await database.run('insert into user_preference values ($1, $2, $3)', [userId, name, value]);
      }),
  };
}
