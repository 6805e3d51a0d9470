import type { Workspace } from '../../../pipelines/workspace.ts';
import { TandemError } from '../../contract/errors.ts';
import type { Steward } from './steward.ts';

export function fileSteward(_workspace: Workspace): Steward {
  const none = (): Promise<never> => Promise.reject(new TandemError('not_found', { what: 'load' }));
  return { preview: none, fixes: () => Promise.resolve([]), add: none, undo: none, runs: () => Promise.resolve([]) };
}
