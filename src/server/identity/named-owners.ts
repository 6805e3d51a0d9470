import type { IdentityPreviewResponse } from '../../contract/api/identity.ts';
import type { ServingLease } from '../queries/serving.ts';
import { ownerNames } from './owner-names.ts';

type Values = IdentityPreviewResponse['values'];

/** Values with owners by their names; one without a name keeps its key. */
export async function namedOwners(lease: Pick<ServingLease, 'rows'>, values: Values): Promise<Values> {
  const keys = values.flatMap(({ field, before, after }) => (field === 'owner_key' ? [before, after] : []));
  if (keys.length === 0) return values;
  const name = await ownerNames(lease, keys);
  const named = (key: string | null): string | null => (key === null ? null : (name.get(key) ?? key));
  return values.map((value) =>
    value.field === 'owner_key'
      ? { ...value, before: named(value.before), after: named(value.after) }
      : value,
  );
}
