import type { Progress } from '../../../src/contract/progress.ts';

/** Does a step of linkage and tells when it begins and is done; `item`: what it is done with. */
export type TellStep = <T>(name: string, work: () => Promise<T>, item?: string) => Promise<T>;

export const tellSteps =
  (progress: Progress): TellStep =>
  async (name, work, item) => {
    const news = { step: `link.${name}`, ...(item === undefined ? {} : { item }) };
    progress({ ...news, state: 'start' });
    const result = await work();
    progress({ ...news, state: 'done' });
    return result;
  };
