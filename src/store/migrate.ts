import type { Warehouse } from '../warehouse/open.ts';
import { migrations } from './migrations.ts';

/** Applies what this store has not seen, each in its own transaction. Returns the ids applied. */
export async function migrate(database: Warehouse, now: Date, all = migrations): Promise<number[]> {
  await database.run('create table if not exists migration (migration_id integer, applied_at timestamp)');
  const seen = await database.rows<{ migration_id: number }>('select migration_id from migration');
  const known = new Set(seen.map((row) => row.migration_id));
  const applied: number[] = [];
  for (const { id, sql } of all) {
    if (known.has(id)) continue;
    await database.run('begin');
    try {
      await database.run(sql);
      await database.run('insert into migration values ($1, $2::timestamp)', [id, now.toISOString()]);
      await database.run('commit');
    } catch (error) {
      await database.run('rollback');
      throw error;
    }
    applied.push(id);
  }
  return applied;
}
