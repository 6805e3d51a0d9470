import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';

/** Names of people by their keys; who has no name, or is not in the data, has none here. */
export async function ownerNames(
  lease: Pick<ServingLease, 'rows'>,
  keys: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  const people = await records<{ id: string; name: string }>(
    lease,
    `select employee_id as id, name from dim_employee
where name is not null and employee_id in (select unnest(from_json($1::json, '["varchar"]')))`,
    [JSON.stringify([...new Set(keys)])],
  );
  return new Map(people.map((person) => [person.id, person.name]));
}
