import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { loadWorkspace, type LoadOptions, type LoadReport } from '../../pipelines/load/load-workspace.ts';
import { resolveLake } from '../../pipelines/load/resolve-lake.ts';
import { openWorkspace, type Workspace } from '../../pipelines/workspace.ts';
import { openWarehouse, type Row, type Warehouse } from '../../src/warehouse/open.ts';

export type Content = string | Buffer;

/** A workspace in a temporary folder whose one source `erp` reads the system given as YAML. */
export class LakeFixture {
  readonly workspace: Workspace;
  private clock = Date.UTC(2026, 0, 1);

  constructor(systemYaml: string, files: Readonly<Record<string, Content>> = {}, asOf?: string) {
    const dir = mkdtempSync(join(tmpdir(), 'tandem-lake-'));
    write(
      dir,
      'tandem.yaml',
      `name: Test\n${asOf === undefined ? '' : `as_of: ${asOf}\n`}sources:\n  - { id: erp, system: mine, path: extracts }\n`,
    );
    write(dir, 'systems/mine/system.yaml', systemYaml);
    this.workspace = openWorkspace(dir);
    this.put(files);
  }

  put(files: Readonly<Record<string, Content>>): void {
    for (const [name, content] of Object.entries(files))
      write(this.workspace.dir, `extracts/${name}`, content);
  }

  copyIn(file: string, name: string): void {
    mkdirSync(join(this.workspace.dir, 'extracts'), { recursive: true });
    cpSync(file, join(this.workspace.dir, 'extracts', name));
  }

  remove(name: string): void {
    rmSync(join(this.workspace.dir, 'extracts', name));
  }

  /** Every load is stamped a minute after the one before. */
  load(options: LoadOptions = {}): Promise<LoadReport> {
    return loadWorkspace(this.workspace, { now: () => this.now(), ...options });
  }

  now(): Date {
    this.clock += 60_000;
    return new Date(this.clock);
  }

  async resolve(): Promise<Warehouse> {
    const warehouse = await openWarehouse({ threads: 1 });
    await warehouse.run(`attach ':memory:' as lake`);
    await resolveLake(warehouse, this.workspace, { catalog: 'lake' });
    return warehouse;
  }

  /** Rows of a query over the resolved lake. */
  async rows<T extends Row = Row>(sql: string): Promise<T[]> {
    const warehouse = await this.resolve();
    try {
      return await warehouse.rows<T>(sql);
    } finally {
      warehouse.close();
    }
  }

  async one<T extends Row = Row>(sql: string): Promise<T> {
    const [row] = await this.rows<T>(sql);
    if (row === undefined) throw new Error(`no row: ${sql}`);
    return row;
  }

  dispose(): void {
    rmSync(this.workspace.dir, { recursive: true, force: true });
  }
}

function write(dir: string, name: string, content: Content): void {
  const path = join(dir, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** A file of the shared real data, or undefined (with a reason on the console) when it is not here. */
export function sharedFile(path: string): string | undefined {
  const file = resolve(import.meta.dirname, '../..', process.env.TANDEM_SHARED ?? '../shared', path);
  if (existsSync(file)) return file;
  console.log(`skipped: ${file} is not on this machine (set TANDEM_SHARED)`);
  return undefined;
}
