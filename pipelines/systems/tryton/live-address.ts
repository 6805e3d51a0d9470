import { join } from 'node:path';
import { TandemError } from '../../../src/contract/errors.ts';
import type { SourceConfig, Workspace } from '../../workspace.ts';
import type { TrytonAddress } from './tryton-client.ts';

/**
 * Where a source's server is; the password comes from the environment variable that tandem.yaml names.
 * Throws `bad_workspace` without a live address and `source_not_asked` without a password.
 */
export function liveAddress(
  workspace: Workspace,
  source: SourceConfig,
  environment: Readonly<Record<string, string | undefined>>,
): TrytonAddress {
  if (source.live === undefined)
    throw new TandemError('bad_workspace', {
      file: join(workspace.dir, 'tandem.yaml'),
      reason: 'no_live_address',
      source: source.id,
    });
  const { url, database, user, password_env: variable } = source.live;
  const password = environment[variable];
  if (password === undefined || password === '')
    throw new TandemError('source_not_asked', {
      source: source.id,
      url,
      reason: 'password_missing',
      variable,
    });
  return { source: source.id, url, database, user, password };
}
