import type { ActiveIdentityDecision } from '../../src/contract/identity-decision.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { groupRecords } from './golden/group-records.ts';
import { makeScratch, scratchTable } from './scratch.ts';

/**
 * [GOLDEN-8] Contact records of one golden customer are one person when they share an e-mail address, or a name and a
 * telephone number, or a name where no address of theirs differs.
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
      identity.golden_id,
      nullif(lower(trim(email)), '') as email,
      nullif(regexp_replace(phone, '[^0-9]', '', 'g'), '') as phone,
      nullif(regexp_replace(lower(strip_accents(coalesce(full_name, concat_ws(' ', first_name, last_name)))), '[^\\w\\p{Han}]', '', 'g'), '') as name
    from int_contact
    left join int_customer_identity as identity on concat(int_contact._source, '|', int_contact.customer_key) = identity.customer_id`,
  );
  const contact = scratchTable('contact');
  await groupRecords(
    warehouse,
    'contact',
    `select a.n, b.n from ${contact} a join ${contact} b on a.golden_id = b.golden_id and a.n < b.n
     where a.email = b.email
       or (a.name = b.name and (a.phone = b.phone or (a.email is null or b.email is null) and (a.phone is null or b.phone is null)))
     order by (a.email is not distinct from b.email) desc, 1, 2`,
    decisions,
  );
}
