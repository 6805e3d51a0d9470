import { TandemError } from '../../contract/errors.ts';
import type { Serving } from './serving.ts';

/** Nothing published yet. */
const noServing: Serving = {
  current: () => undefined,
  lease: () => Promise.reject(new TandemError('no_generation')),
  refresh: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
};

export const openServing = (_warehouseDir: string): Promise<Serving> => Promise.resolve(noServing);
