import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { TandemError } from '../src/contract/errors.ts';
import { freshnessSchema } from './freshness.ts';
import { readYaml } from './read-yaml.ts';

const name = z.string().regex(/^[a-z][a-z0-9_]{0,30}$/, 'name');

const sourceSchema = z.strictObject({
  /** The source instance; keys of its records are scoped by it. */
  id: name,
  /** A folder of pipelines/systems or of the workspace's own systems/. */
  system: name,
  /** Folder of its extracts, relative to the workspace. */
  path: z.string().optional(),
  /** A live system: address and the name of the environment variable that holds its password. */
  live: z
    .strictObject({ url: z.url(), database: z.string(), user: z.string(), password_env: z.string() })
    .optional(),
  /** Limits of its own; without them those of its system. */
  freshness: freshnessSchema.optional(),
});

export const workspaceSchema = z.strictObject({
  name: z.string().min(1),
  kind: z.enum(['demo', 'real']).default('real'),
  base_currency: z.string().length(3).default('USD'),
  time_zone: z.string().default('UTC'),
  /** "Today" for metrics; without it, the newest business date in the data. */
  as_of: z.iso.date().optional(),
  fiscal: z
    .strictObject({ first_month: z.number().int().min(1).max(12).default(1) })
    .default({ first_month: 1 }),
  /** A customer with no order for this many days is lost (SPEC.md, CUST). */
  lost_after_days: z.number().int().min(30).default(180),
  keep_generations: z.number().int().min(1).max(50).default(5),
  /** Which sources are believed first, field by field of a golden customer (pipelines/identity/SPEC.md, GOLDEN-5). */
  identity: z
    .strictObject({
      trust: z.record(z.string(), z.array(z.string())).default({}),
      /** Sources that hold every customer once: no two of their records are one unless they, or a person, say so (LINK-16). */
      once: z.array(z.string()).max(30).default([]),
    })
    .default({ trust: {}, once: [] }),
  sources: z.array(sourceSchema).min(1),
});

export type WorkspaceConfig = z.infer<typeof workspaceSchema>;
export type SourceConfig = z.infer<typeof sourceSchema>;

/** A folder with tandem.yaml and all data that belongs to it. */
export interface Workspace {
  readonly dir: string;
  readonly config: WorkspaceConfig;
  readonly paths: {
    readonly lake: string;
    readonly warehouse: string;
    readonly exports: string;
    readonly store: string;
    /** The workspace's own systems (YAML and SQL). */
    readonly systems: string;
    /** Mapping fixes made in the app, one YAML a source. */
    readonly overrides: string;
    /** What people decided about identity, an append-only journal. */
    readonly decisions: string;
  };
}

/** [LOAD-56] Reads and checks tandem.yaml. Throws `bad_workspace` naming the file, the line in it and what is wrong there. */
export function openWorkspace(dir: string): Workspace {
  const root = resolve(dir);
  const file = join(root, 'tandem.yaml');
  if (!existsSync(file)) throw new TandemError('bad_workspace', { file, reason: 'no_workspace_file' });
  const read = readYaml(readFileSync(file, 'utf8'), workspaceSchema);
  if ('mistake' in read)
    throw new TandemError('bad_workspace', { file, ...read.mistake }, { cause: read.cause });
  const config = read.value;
  const ids = config.sources.map((source) => source.id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined)
    throw new TandemError('bad_workspace', {
      file,
      at: read.lineOf(['sources', ids.lastIndexOf(twice), 'id']),
      reason: 'source_twice',
      source: twice,
    });
  const unknown = config.identity.once.find((id) => !ids.includes(id));
  if (unknown !== undefined)
    throw new TandemError('bad_workspace', {
      file,
      at: read.lineOf(['identity', 'once', config.identity.once.indexOf(unknown)]),
      reason: 'source_unknown',
      source: unknown,
    });
  return { dir: root, config, paths: workspacePaths(root) };
}

export const workspacePaths = (root: string): Workspace['paths'] => ({
  lake: join(root, 'lake'),
  warehouse: join(root, 'warehouse'),
  exports: join(root, 'exports'),
  store: join(root, 'app.duckdb'),
  systems: join(root, 'systems'),
  overrides: join(root, 'overrides'),
  decisions: join(root, 'decisions', 'identity.jsonl'),
});

export const workspaceName = (workspace: Workspace): string =>
  workspace.config.name || basename(workspace.dir);
