import type { ServerEvent } from '../../contract/api/jobs.ts';

export interface EventHub {
  publish(event: ServerEvent): void;
  /** Returns the function that ends the subscription. `ended` is called when the server closes. */
  subscribe(listener: (event: ServerEvent) => void, ended: () => void): () => void;
  close(): void;
}

export function eventHub(): EventHub {
  const listeners = new Map<(event: ServerEvent) => void, () => void>();
  return {
    publish(event) {
      for (const listener of [...listeners.keys()]) listener(event);
    },
    subscribe(listener, ended) {
      listeners.set(listener, ended);
      return () => void listeners.delete(listener);
    },
    close() {
      for (const ended of [...listeners.values()]) ended();
      listeners.clear();
    },
  };
}
