import type { ActiveIdentityDecision } from '../../src/contract/identity-decision.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { groupRecords } from './rules/group-records.ts';
import { makeScratch } from './scratch.ts';

/**
 * [GOLDEN-8] Contact records of one golden customer are one person when they share an e-mail address and their names do not
 * tell them apart, or a name and a telephone number, or a name where no address of theirs differs.
 */
export async function resolveContacts(
  warehouse: Warehouse,
  decisions: readonly ActiveIdentityDecision[],
): Promise<void> {
  await makeScratch(
    warehouse,
    'contact',
    `select
      cast(row_number() over (order by created_on nulls last, concat(_source, '|', source_key)) - 1 as integer) as n,
      concat(_source, '|', source_key) as contact_id,
      identity.customer_id,
      identity.golden_id,
      nullif(lower(trim(email)), '') as email,
      nullif(regexp_replace(phone, '[^0-9]', '', 'g'), '') as phone,
      nullif(trim(case when length(trim(first_name)) > 0 and length(trim(last_name)) > 0 then concat(last_name, ', ', first_name)
        else coalesce(full_name, first_name, last_name) end), '') as full_name,
      nullif(regexp_replace(lower(strip_accents(coalesce(full_name, concat_ws(' ', first_name, last_name)))), '[^\\w\\p{Han}]', '', 'g'), '') as name
    from int_contact
    left join int_customer_identity as identity on concat(int_contact._source, '|', int_contact.customer_key) = identity.customer_id`,
  );
  await groupRecords(warehouse, 'contact', ['customer_id', 'email', 'phone', 'name', 'full_name'], decisions);
}
