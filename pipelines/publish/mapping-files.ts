import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SourceConfig, Workspace } from '../workspace.ts';
import { systemFolder } from '../load/read-system.ts';

export interface MappingFile {
  readonly entity: string;
  readonly file: string;
  readonly sql: string;
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
  readMappings(systemFolder(workspace, source.system));
