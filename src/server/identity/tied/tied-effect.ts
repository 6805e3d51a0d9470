import { tiedGroups, type TiedInputs } from '../../../../pipelines/identity/rules/tied-groups.ts';
import { clusterChanges, type ClusterChange, type NamedClusters } from '../cluster-changes.ts';

/** Ties, names at them and decisions of one state. */
export type TiedState = Pick<TiedInputs, 'ties' | 'names' | 'decisions'>;

export interface TiedTask {
  readonly kind: 'tied';
  readonly records: number;
  readonly numbers: ReadonlyMap<string, number>;
  readonly before: TiedState;
  readonly after: TiedState;
  readonly limit: number;
}

export interface TiedEffect {
  readonly golden: { readonly before: number; readonly after: number };
  readonly merged: number;
  readonly split: number;
  readonly changes: readonly ClusterChange[];
}

/** The golden records that a rebuild would make, before and after, and how they differ, the oldest first. */
export function tiedEffect(task: TiedTask): TiedEffect {
  const form = (state: TiedState): NamedClusters => {
    const { oldest } = tiedGroups({ ...state, records: task.records, numbers: task.numbers });
    const leading = oldest.filter((first, n) => first === n);
    const cluster = new Map(Array.from(leading, (first, at) => [first, at]));
    return {
      clusters: { cluster: oldest.map((first) => cluster.get(first) ?? -1), count: leading.length },
      // Ids are minted from the oldest record, whatever was served before.
      ids: {
        known: new Int32Array(leading.length).fill(-1),
        mintRecord: leading,
        mintAttempt: new Int32Array(leading.length).fill(1),
      },
    };
  };
  const [before, after] = [form(task.before), form(task.after)];
  const data = { known: { previous: new Int32Array() }, stake: new Float64Array() };
  const { merged, split, changes } = clusterChanges(before, after, { data, watch: [], limit: task.limit });
  return {
    golden: { before: before.clusters.count, after: after.clusters.count },
    merged,
    split,
    changes,
  };
}
