import { TandemError } from '../../contract/errors.ts';
import type { ServerEvent } from '../../contract/api/jobs.ts';

export interface EventHub {
  publish(event: ServerEvent): void;
  /**
   * Returns the function that ends the subscription. `ended` is called when the server closes. Throws
   * `too_many_requests` when `owner` has as many streams open as one person may.
   */
  subscribe(owner: string, listener: (event: ServerEvent) => void, ended: () => void): () => void;
  close(): void;
}

/** [API-14] */
const most = 12;

export function eventHub(): EventHub {
  const listeners = new Map<(event: ServerEvent) => void, { owner: string; ended: () => void }>();
  return {
    publish(event) {
      for (const listener of [...listeners.keys()]) listener(event);
    },
    subscribe(owner, listener, ended) {
      if ([...listeners.values()].filter((each) => each.owner === owner).length >= most)
        throw new TandemError('too_many_requests', { seconds: 30 });
      listeners.set(listener, { owner, ended });
      return () => void listeners.delete(listener);
    },
    close() {
      for (const { ended } of [...listeners.values()]) ended();
      listeners.clear();
    },
  };
}
