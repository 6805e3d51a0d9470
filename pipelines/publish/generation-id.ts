import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ActiveIdentityDecision } from '../../src/contract/identity-decision.ts';
import { activeDecisions, readIdentityDecisions } from '../../src/store/identity-decisions.ts';
import type { Workspace } from '../workspace.ts';
import { identityTablesFolder } from '../identity/step-tables.ts';
import { systemFolder } from '../load/read-system.ts';
import { referenceFiles } from './reference-tables.ts';
import { repositoryPaths } from './repository-paths.ts';

/** Raised when the build itself changes in a way that changes what a generation holds. */
const buildVersion = 9;

/** What of a manifest does not decide the data: when, whence and in which order it was loaded. */
const volatile = new Set([
  'loadedAt',
  'file',
  'path',
  'new',
  'changed',
  'unchanged',
  'versions',
  'keys',
  'buildsOn',
]);

const stable = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(stable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !volatile.has(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, stable(inner)]),
  );
};

const walk = (dir: string, ends: readonly string[]): string[] =>
  existsSync(dir)
    ? readdirSync(dir, { recursive: true, encoding: 'utf8' })
        .filter((file) => ends.some((end) => file.endsWith(end)))
        .sort()
        .map((file) => join(dir, file))
    : [];

/** Other folders than the product's own. */
export interface DefinitionFolders {
  readonly modelsDir?: string;
  readonly canonicalDir?: string;
}

/** The decisions that hold now, oldest first. */
export const heldDecisions = (workspace: Pick<Workspace, 'paths'>): ActiveIdentityDecision[] =>
  activeDecisions(readIdentityDecisions(workspace.paths.decisions).decisions);

/** Decisions that hold, without who, when and why: undoing the newest gives the generation before it. */
const decisionContent = (decisions: readonly ActiveIdentityDecision[]): unknown[] =>
  decisions.map((decision) =>
    Object.fromEntries(
      Object.entries(decision)
        .filter(([key]) => !['at', 'by', 'why'].includes(key))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  );

/** Every file whose text decides what is built, with a name that does not depend on where the folder is. */
function definitions(workspace: Workspace, folders: DefinitionFolders): [name: string, file: string][] {
  const named = (label: string, dir: string, ends: readonly string[]): [string, string][] =>
    walk(dir, ends).map((file) => [`${label}/${relative(dir, file)}`, file]);
  const systems = [...new Set(workspace.config.sources.map((source) => source.system))].sort();
  return [
    ...named('canonical', folders.canonicalDir ?? repositoryPaths.canonical, ['.yaml']),
    ...named('identity', identityTablesFolder, ['.yml']),
    ...named('models', folders.modelsDir ?? repositoryPaths.models, ['.sql', '.yml']),
    ...systems.flatMap((system) =>
      named(`systems/${system}`, systemFolder(workspace, system), ['.yaml', '.sql']),
    ),
    ...[...referenceFiles(workspace)].map(([table, file]): [string, string] => [`reference/${table}`, file]),
    ...named('overrides', workspace.paths.overrides, ['.yaml']),
  ];
}

/**
 * The name of the generation that these batches, this configuration and these models make: 12 hex digits.
 * A pure function of content: same inputs, same id, on any machine and in any folder.
 */
export function generationId(
  workspace: Workspace,
  decisions: readonly ActiveIdentityDecision[],
  folders: DefinitionFolders = {},
): string {
  const hash = createHash('sha256');
  const add = (name: string, content: string): void => {
    hash.update(`${name}\0${content.length}\0${content}\0`);
  };
  const { config } = workspace;
  add('build', String(buildVersion));
  add(
    'configuration',
    JSON.stringify(stable({ ...config, sources: config.sources.map(({ id, system }) => ({ id, system })) })),
  );
  add('decisions', JSON.stringify(decisionContent(decisions)));
  for (const [name, file] of definitions(workspace, folders)) add(name, readFileSync(file, 'utf8'));
  for (const file of walk(workspace.paths.lake, ['.json']))
    add(
      `lake/${relative(workspace.paths.lake, file)}`,
      JSON.stringify(stable(JSON.parse(readFileSync(file, 'utf8')))),
    );
  return hash.digest('hex').slice(0, 12);
}
