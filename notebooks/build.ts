import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openWorkspace, workspacePaths } from '../pipelines/workspace.ts';
import { runWorkspace } from '../pipelines/run.ts';
import { openWarehouse } from '../src/warehouse/open.ts';
import { generationFile, readPointer } from '../src/warehouse/pointer.ts';
import { buildNotebooks } from './build-notebooks.ts';
import { StaleNotebook } from './stale-notebook.ts';

const root = resolve(import.meta.dirname, '..');
const wanted = resolve(process.env.TANDEM_WORKSPACE ?? join(root, 'data'));
const to = join(root, 'dist', 'notebooks');

/** The served generation of the workspace; without one, the committed sample is built in a folder for the time being. */
async function generation(): Promise<{ file: string; release: () => void }> {
  const dir = workspacePaths(wanted).warehouse;
  const served = readPointer(dir);
  if (served && existsSync(generationFile(dir, served.generation)))
    return { file: generationFile(dir, served.generation), release: () => undefined };
  if (process.env.TANDEM_WORKSPACE !== undefined)
    throw new Error(`${wanted} has no published generation; run: npx tandem run --workspace ${wanted}`);
  const sample = mkdtempSync(join(tmpdir(), 'tandem-notebooks-'));
  console.log('no generation in data/: building the sample');
  cpSync(join(root, 'data', 'sample'), sample, { recursive: true });
  const report = await runWorkspace(openWorkspace(sample));
  return {
    file: generationFile(workspacePaths(sample).warehouse, report.generation ?? ''),
    release: () => rmSync(sample, { recursive: true, force: true }),
  };
}

const { file, release } = await generation();
const warehouse = await openWarehouse({ path: file, readOnly: true });
try {
  const names = await buildNotebooks({ from: import.meta.dirname, to, warehouse });
  console.log(`${names.length} notebooks in dist/notebooks: ${names.join(', ')}`);
  console.log('to read them: npx vite preview --outDir dist/notebooks --host 127.0.0.1');
} catch (error) {
  if (!(error instanceof StaleNotebook)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  warehouse.close();
  release();
}
