import { openWarehouse } from '../warehouse/open.ts';
import { audit, type Audit } from './audit.ts';
import type { StoreContext } from './context.ts';
import { exportLog, type ExportLog } from './export-log.ts';
import { migrate } from './migrate.ts';
import { preferences, type Preferences } from './preferences.ts';
import { serial } from './serial.ts';
import { sessions, type Sessions } from './sessions.ts';
import { setup, type Setup } from './setup.ts';
import { users, type Users } from './users.ts';

/** The records of the application itself: never rebuilt, never part of a generation. */
export interface Store {
  readonly users: Users;
  readonly sessions: Sessions;
  readonly preferences: Preferences;
  readonly setup: Setup;
  readonly audit: Audit;
  readonly exportLog: ExportLog;
  /** Waits for writes under way, then lets go of the file. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** The file; without it the store lives in memory (tests). */
  readonly path?: string;
  readonly now?: () => Date;
}

export async function openStore({ path, now = () => new Date() }: StoreOptions): Promise<Store> {
  const database = await openWarehouse({
    ...(path === undefined ? {} : { path }),
    threads: 1,
    memoryLimit: '256MB',
  });
  await migrate(database, now());
  const context: StoreContext = { database, now, write: serial() };
  return {
    users: users(context),
    sessions: sessions(context),
    preferences: preferences(context),
    setup: setup(context),
    audit: audit(context),
    exportLog: exportLog(context),
    async close() {
      await context.write(() => database.run('checkpoint'));
      database.close();
    },
  };
}
