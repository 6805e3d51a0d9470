import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breaches } from './cruise-project.ts';

const root = resolve(import.meta.dirname, '../..');

describe('who may import whom', () => {
  it('each folder uses only what it may, and nothing goes in a circle', async () => {
    const folders = ['src', 'pipelines', 'notebooks', 'tests'].filter((folder) =>
      existsSync(join(root, folder)),
    );
    const { lines, seen } = await breaches(folders, root);
    expect(seen.length).toBeGreaterThan(20);
    expect(lines).toEqual([]);
  });
});

describe('a planted breach is caught', () => {
  let project: string;
  const plant = (path: string, text: string): void => {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  };
  let found: string[];

  beforeAll(async () => {
    project = mkdtempSync(join(tmpdir(), 'tandem-boundaries-'));
    symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
    plant(
      'package.json',
      JSON.stringify({ type: 'module', dependencies: { duckdb: '*', zod: '*', hono: '*' } }),
    );
    plant(
      'src/server/main.ts',
      `import { readFileSync } from 'node:fs';\nexport const main = readFileSync;\nexport type Api = number;\n`,
    );
    plant(
      'src/web/Value.svelte',
      `<script lang="ts">\n  import { main } from '../server/main.ts';\n</script>\n\n{String(main)}\n`,
    );
    plant('src/web/types.ts', `import type { Api } from '../server/main.ts';\nexport const api: Api = 1;\n`);
    plant(
      'src/stats/impure.ts',
      `import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n`,
    );
    plant('src/contract/fat.ts', `import { Hono } from 'hono';\nexport const app = new Hono();\n`);
    plant(
      'pipelines/open.ts',
      `import { DuckDBInstance } from 'duckdb';\nexport const open = DuckDBInstance;\n`,
    );
    plant('src/metrics/a.ts', `import { b } from './b.ts';\nexport const a = (): unknown => b;\n`);
    plant('src/metrics/b.ts', `import { a } from './a.ts';\nexport const b = (): unknown => a;\n`);
    plant(
      'src/metrics/reach.ts',
      `import { openWarehouse } from '../warehouse/open.ts';\nexport const open = openWarehouse;\n`,
    );
    plant(
      'src/warehouse/open.ts',
      `import { DuckDBInstance } from 'duckdb';\nexport const openWarehouse = DuckDBInstance;\n`,
    );
    found = (await breaches(['src', 'pipelines'], project)).lines;
  });

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  it.each([
    ['the page runs server code, from inside a .svelte file', 'web-imports: src/web/Value.svelte'],
    ['statistics read a file', 'stats-is-pure: src/stats/impure.ts'],
    ['the contract uses a package other than zod', 'contract-packages: src/contract/fat.ts'],
    ['a pipeline opens the database itself', 'only-warehouse-opens-duckdb: pipelines/open.ts'],
    ['two files import each other', 'no-cycles: src/metrics/'],
    ['the metrics reach into the warehouse', 'metrics-imports: src/metrics/reach.ts'],
  ])('%s', (_title, start) => {
    expect(found.filter((line) => line.startsWith(start))).not.toEqual([]);
  });

  it('a type that crosses from server to page, and the warehouse opening the database, are no breach', () => {
    expect(
      found.filter((line) => line.includes('src/web/types.ts') || line.includes(': src/warehouse/open.ts')),
    ).toEqual([]);
  });
});
