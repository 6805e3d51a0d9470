import type { Warehouse } from '../warehouse/open.ts';

/** What each part of the store works with. */
export interface StoreContext {
  readonly database: Warehouse;
  readonly now: () => Date;
  /** One write at a time. */
  readonly write: <T>(task: () => Promise<T>) => Promise<T>;
}

/** A timestamp column as ISO text in UTC. */
export const isoText = (column: string): string => `strftime(${column}, '%Y-%m-%dT%H:%M:%SZ')`;
