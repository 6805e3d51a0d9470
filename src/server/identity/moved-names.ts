import type { ClusterChange } from './cluster-changes.ts';

interface Named {
  readonly id: string;
  readonly name: string | null;
}

/** Names of the records that a change takes in or lets go, by id; those without a name are left out. */
export const movedNames = (
  { before, after }: Pick<ClusterChange, 'before' | 'after'>,
  recordOf: (n: number) => Named | undefined,
): Record<string, string> =>
  Object.fromEntries(
    [...before.filter((n) => !after.includes(n)), ...after.filter((n) => !before.includes(n))].flatMap(
      (n) => {
        const record = recordOf(n);
        return record?.name ? [[record.id, record.name]] : [];
      },
    ),
  );
