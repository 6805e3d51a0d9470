import type { IdentityPreviewResponse } from '../../contract/api/identity.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';

type Values = IdentityPreviewResponse['values'];

/** Values with owners by their names; one without a name keeps its key. */
export async function namedOwners(lease: Pick<ServingLease, 'rows'>, values: Values): Promise<Values> {
  const keys = values.flatMap(({ field, before, after }) => (field === 'owner_key' ? [before, after] : []));
  if (keys.length === 0) return values;
  const people = await records<{ id: string; name: string }>(
    lease,
    `select employee_id as id, name from dim_employee
where name is not null and employee_id in (select unnest(from_json($1::json, '["varchar"]')))`,
    [JSON.stringify([...new Set(keys)])],
  );
  const name = new Map(people.map((person) => [person.id, person.name]));
  const named = (key: string | null): string | null => (key === null ? null : (name.get(key) ?? key));
  return values.map((value) =>
    value.field === 'owner_key'
      ? { ...value, before: named(value.before), after: named(value.after) }
      : value,
  );
}
