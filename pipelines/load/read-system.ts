import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { TandemError } from '../../src/contract/errors.ts';
import type { Workspace } from '../workspace.ts';
import { systemSchema, type ObjectSpec, type SystemSpec } from './system-schema.ts';

const builtIn = resolve(import.meta.dirname, '..', 'systems');

/** The folder of a system: the workspace's own first, then Tandem's. Throws `bad_system` when neither has it. */
export function systemFolder(workspace: Pick<Workspace, 'paths'>, system: string): string {
  const folders = [join(workspace.paths.systems, system), join(builtIn, system)];
  const found = folders.find((folder) => existsSync(join(folder, 'system.yaml')));
  if (found === undefined) {
    throw new TandemError('bad_system', {
      file: join(folders[0] ?? '', 'system.yaml'),
      reason: `no such file; a source in tandem.yaml names the system "${system}": write this file, or name a system that exists`,
    });
  }
  return found;
}

export const readSystem = (workspace: Pick<Workspace, 'paths'>, system: string): SystemSpec =>
  readSystemFile(join(systemFolder(workspace, system), 'system.yaml'));

/** Reads one system.yaml. Throws `bad_system` {file, path, reason}: `path` is the place in the YAML. */
export function readSystemFile(file: string): SystemSpec {
  if (!existsSync(file)) throw new TandemError('file_not_found', { file });
  const document = parseDocument(readFileSync(file, 'utf8'));
  const broken = document.errors[0];
  if (broken)
    throw new TandemError('bad_system', { file, path: '', reason: broken.message }, { cause: broken });
  const parsed = systemSchema.safeParse(document.toJS());
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new TandemError('bad_system', {
      file,
      path: (issue?.path ?? []).join('.'),
      reason: `${(issue?.path ?? []).join('.')}: ${issue?.message ?? 'not a system'}`,
    });
  }
  for (const [name, object] of Object.entries(parsed.data.objects))
    checkNames(file, parsed.data, name, object);
  return parsed.data;
}

function checkNames(file: string, system: SystemSpec, name: string, object: ObjectSpec): void {
  const known = (column: string) => column in object.columns;
  const refuse = (path: string, column: string) => {
    throw new TandemError('bad_system', {
      file,
      path: `objects.${name}.${path}`,
      reason: `objects.${name}.${path}: "${column}" is not one of this object's columns (${Object.keys(object.columns).join(', ')})`,
    });
  };
  for (const column of object.key) if (column !== 'row_hash' && !known(column)) refuse('key', column);
  for (const column of object.cursor ?? []) if (!known(column)) refuse('cursor', column);
  for (const column of object.fill_down) if (!known(column)) refuse('fill_down', column);
  for (const reference of object.references) {
    if (!known(reference.column)) refuse('references', reference.column);
    if (!(reference.object in system.objects)) {
      throw new TandemError('bad_system', {
        file,
        path: `objects.${name}.references`,
        reason: `objects.${name}.references: "${reference.object}" is not an object of this system`,
      });
    }
  }
}
