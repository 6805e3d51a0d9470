import { identityDecisions, type IdentityDecisions } from '../../store/identity-decisions.ts';
import { serial } from '../../store/serial.ts';
import type { ServingLease } from '../queries/serving.ts';
import { clusterData, type ClusterData } from './cluster-data.ts';
import { modelSettings } from './model-settings.ts';
import { clusterThread, type ClusterThread } from './cluster-thread.ts';

/** What the identity review keeps open: the journal, who may change it now, and the thread that forms clusters. */
export interface IdentityService {
  readonly decisions: IdentityDecisions;
  /** Runs tasks that look and then decide one after the other. */
  readonly alone: <T>(task: () => Promise<T>) => Promise<T>;
  readonly thread: ClusterThread;
  /** What clusters are formed from, read once a generation. */
  readonly data: (
    lease: Pick<ServingLease, 'generation' | 'arrow' | 'rows' | 'tables'>,
  ) => Promise<ClusterData>;
  close(): Promise<void>;
}

export function identityService(journal: string, now: () => Date): IdentityService {
  const thread = clusterThread();
  let read: { readonly generation: string; readonly data: Promise<ClusterData> } | undefined;
  return {
    decisions: identityDecisions(journal, now),
    alone: serial(),
    thread,
    async data(lease) {
      if (read?.generation !== lease.generation)
        read = {
          generation: lease.generation,
          data: modelSettings(lease).then(({ once }) => clusterData(lease, once)),
        };
      const mine = read;
      try {
        return await mine.data;
      } catch (error) {
        if (read === mine) read = undefined;
        throw error;
      }
    },
    close: () => thread.close(),
  };
}
