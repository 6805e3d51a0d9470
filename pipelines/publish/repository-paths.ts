import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..');

/** Where the product's own definitions are, apart from any workspace. */
export const repositoryPaths = {
  root,
  canonical: join(root, 'pipelines', 'canonical'),
  models: join(root, 'pipelines', 'models'),
  systems: join(root, 'pipelines', 'systems'),
  reference: join(root, 'data', 'reference'),
} as const;
