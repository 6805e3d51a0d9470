import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Workspace } from '../../pipelines/workspace.ts';
import { TandemError } from '../contract/errors.ts';
import { readText } from './read-option.ts';

/** The repository's own workspace when the command is given none. */
export const defaultWorkspace = resolve(import.meta.dirname, '..', '..', 'data');

export const workspaceOption = { flag: '--workspace <dir>', about: 'cli.option.workspace' } as const;

/** The folder of `--workspace`: as given, else the current folder when it has a tandem.yaml, else data/. */
export function workspaceFolder(options: Readonly<Record<string, unknown>>): string {
  const given = readText(options, 'workspace');
  if (given !== undefined) return resolve(given);
  return existsSync(resolve('tandem.yaml')) ? resolve('.') : defaultWorkspace;
}

/** Opens it. Throws `file_not_found` for a missing folder, `bad_workspace` for what is wrong in tandem.yaml. */
export async function workspaceOf(options: Readonly<Record<string, unknown>>): Promise<Workspace> {
  const folder = workspaceFolder(options);
  if (!existsSync(folder)) throw new TandemError('file_not_found', { file: folder });
  const { openWorkspace } = await import('../../pipelines/workspace.ts');
  return openWorkspace(folder);
}
