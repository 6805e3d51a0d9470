import type { StoreContext } from './context.ts';

export interface Preferences {
  of(userId: string): Promise<Record<string, string>>;
  set(userId: string, name: string, value: string): Promise<void>;
}

/** Small choices of a person (language, theme) that follow them from device to device. */
export function preferences({ database, write }: StoreContext): Preferences {
  return {
    async of(userId) {
      const rows = await database.rows<{ name: string; value: string }>(
        'select name, value from user_preference where user_id = $1',
        [userId],
      );
      return Object.fromEntries(rows.map((row) => [row.name, row.value]));
    },
    set: (userId, name, value) =>
      write(async () => {
        await database.run('delete from user_preference where user_id = $1 and name = $2', [userId, name]);
        await database.run('insert into user_preference values ($1, $2, $3)', [userId, name, value]);
      }),
  };
}
