import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SourceConfig, Workspace } from '../workspace.ts';
import { TandemError } from '../../src/contract/errors.ts';
import { repositoryPaths } from './repository-paths.ts';

export interface MappingFile {
  readonly entity: string;
  readonly file: string;
  readonly sql: string;
}

/** The folder that defines a system: the workspace's own wins over the product's. */
export function systemFolder(system: string, workspace?: Workspace): string {
  const folders = [
    ...(workspace ? [join(workspace.paths.systems, system)] : []),
    join(repositoryPaths.systems, system),
  ];
  const folder = folders.find((each) => existsSync(join(each, 'system.yaml')));
  if (folder === undefined)
    throw new TandemError('bad_system', { file: `${system}/system.yaml`, reason: 'there is no such system' });
  return folder;
}

/** The mapping SQL of a folder: `<entity>.sql`, one SELECT each. */
export const readMappings = (folder: string): MappingFile[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({
      entity: basename(file, '.sql'),
      file: join(basename(folder), file),
      sql: readFileSync(join(folder, file), 'utf8').trimEnd().replace(/;$/, ''),
    }));

export const sourceMappings = (workspace: Workspace, source: SourceConfig): MappingFile[] =>
  readMappings(systemFolder(source.system, workspace));
