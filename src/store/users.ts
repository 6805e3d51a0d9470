import { randomUUID } from 'node:crypto';
import { TandemError } from '../contract/errors.ts';
import { roleSchema, scopeSchema, type Role, type Scope } from '../contract/roles.ts';
import { isoText, type StoreContext } from './context.ts';

export interface StoredUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly roles: readonly Role[];
  readonly scope: Scope;
  readonly active: boolean;
  readonly demo: boolean;
  readonly createdAt: string;
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly roles: readonly Role[];
  readonly scope: Scope;
  readonly demo?: boolean;
}

export type UserChange = Partial<Pick<StoredUser, 'name' | 'passwordHash' | 'roles' | 'scope' | 'active'>>;

export interface Users {
  byId(id: string): Promise<StoredUser | undefined>;
  byEmail(email: string): Promise<StoredUser | undefined>;
  list(): Promise<StoredUser[]>;
  /** `real` does not count demo accounts. */
  count(which: 'all' | 'real'): Promise<number>;
  /** Throws `conflict` when the address is taken. */
  create(user: NewUser): Promise<StoredUser>;
  /** Throws `not_found`; `conflict` when it would leave nobody who can administer. */
  change(id: string, change: UserChange): Promise<StoredUser>;
}

interface UserRow extends Record<string, unknown> {
  user_id: string;
  email: string;
  name: string;
  password_hash: string;
  roles: string;
  scope: string;
  is_active: boolean;
  is_demo: boolean;
  created_at: string;
}

const select = `select user_id, email, name, password_hash, roles, scope, is_active, is_demo,
  ${isoText('created_at')} as created_at
from app_user`;

export const userOf = (row: UserRow): StoredUser => ({
  id: row.user_id,
  email: row.email,
  name: row.name,
  passwordHash: row.password_hash,
  roles: roleSchema.array().parse(JSON.parse(row.roles)),
  scope: scopeSchema.parse(JSON.parse(row.scope)),
  active: row.is_active,
  demo: row.is_demo,
  createdAt: row.created_at,
});

const administers = (user: Pick<StoredUser, 'active' | 'roles' | 'demo'>): boolean =>
  user.active && user.roles.includes('admin');

export function users({ database, now, write }: StoreContext): Users {
  const oneWhere = (column: 'user_id' | 'email') => {
    const statement = database.prepared(`${select} where ${column} = $1`);
    return async (value: string): Promise<StoredUser | undefined> => {
      const [row] = await statement.rows<UserRow>([value]);
      return row && userOf(row);
    };
  };
  const byId = oneWhere('user_id');
  const byEmail = oneWhere('email');
  const list = async (): Promise<StoredUser[]> =>
    (await database.rows<UserRow>(`${select} order by email`)).map(userOf);

  return {
    byId,
    byEmail,
    list,
    async count(which) {
      const condition = which === 'real' ? 'where not is_demo' : '';
      const [row] = await database.rows<{ n: number }>(
        `select count(*)::int as n from app_user ${condition}`,
      );
      return row?.n ?? 0;
    },
    create: (user) =>
      write(async () => {
        if (await byEmail(user.email)) throw new TandemError('conflict', { email: user.email });
        const id = randomUUID();
        await database.run('insert into app_user values ($1, $2, $3, $4, $5, $6, true, $7, $8::timestamp)', [
          id,
          user.email,
          user.name,
          user.passwordHash,
          JSON.stringify(user.roles),
          JSON.stringify(user.scope),
          user.demo ?? false,
          now().toISOString(),
        ]);
        return (await byId(id)) as StoredUser;
      }),
    change: (id, change) =>
      write(async () => {
        const before = await byId(id);
        if (!before) throw new TandemError('not_found', { what: 'user' });
        const after = { ...before, ...change };
        if (administers(before) && !administers(after)) {
          const others = (await list()).filter((user) => user.id !== id && administers(user));
          if (others.length === 0) throw new TandemError('conflict', { reason: 'last administrator' });
        }
        await database.run(
          'update app_user set name = $2, password_hash = $3, roles = $4, scope = $5, is_active = $6 where user_id = $1',
          [
            id,
            after.name,
            after.passwordHash,
            JSON.stringify(after.roles),
            JSON.stringify(after.scope),
            after.active,
          ],
        );
        return after;
      }),
  };
}
