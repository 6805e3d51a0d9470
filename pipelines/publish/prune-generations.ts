import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readPointer } from '../../src/warehouse/pointer.ts';

/** Removes all but the served and the newest other generations, so that `keep` stay in all. Returns what went. */
export function pruneGenerations(warehouseDir: string, keep: number): string[] {
  const served = readPointer(warehouseDir)?.generation;
  const others = readdirSync(warehouseDir)
    .flatMap((file) => {
      const id = /^gen-([0-9a-f]{12})\.duckdb$/.exec(file)?.[1];
      return id === undefined || id === served ? [] : [{ id, file: join(warehouseDir, file) }];
    })
    .map((each) => ({ ...each, at: statSync(each.file).mtimeMs }))
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  const gone = others.slice(Math.max(0, keep - 1));
  for (const each of gone) rmSync(each.file, { force: true });
  return gone.map((each) => each.id);
}
