import { readFileSync } from 'node:fs';
import { referenceFiles } from '../../publish/reference-tables.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { makeScratch, scratchTable } from '../scratch.ts';
import { codedValues } from './coded-values.ts';
import { normaliseCompanyName } from './company-name.ts';
import { normaliseCountry } from './country.ts';
import { normaliseDomain } from './domain.ts';
import { normaliseEmail } from './email.ts';
import { givenNameOf } from './given-names.ts';
import { nameLexicon } from './name-lexicon.ts';
import { normalisePhone } from './phone.ts';
import { normalisePlace } from './place.ts';
import { readReference } from './read-reference.ts';
import { seemsPerson } from './seems-person.ts';
import { normaliseStreet } from './street.ts';
import { normaliseTaxId } from './tax-id.ts';

const column = (files: ReadonlyMap<string, string>, table: string): Record<string, string>[] =>
  readReference(readFileSync(files.get(table) ?? '', 'utf8'));

const raw = (sql: string): string => `nullif(trim(${sql}), '')`;

const postcode = `nullif(regexp_replace(upper(customer.postcode), '[^A-Z0-9]', '', 'g'), '')`;

/**
 * Normal forms of all customer records: the scratch table `identity_normal`, with the columns that customer-settings.ts names.
 * Values that cannot be right are listed in `int_identity_invalid`, what records look like whose source does not say in
 * `int_identity_kind` ([GOLDEN-13]).
 */
export async function normaliseCustomers(
  warehouse: Warehouse,
  files: ReadonlyMap<string, string> = referenceFiles(),
): Promise<void> {
  const lexicon = nameLexicon(files);
  const aliases = new Map(
    column(files, 'ref_countries').map((row) => [row['alias'] ?? '', row['country'] ?? '']),
  );
  const freeMail = new Set(column(files, 'ref_free_mail_domains').map((row) => row['domain'] ?? ''));
  const customer = scratchTable('customer');
  const of = (field: string): string =>
    `select ${raw(field)} as raw, null::varchar as context from ${customer}`;
  const countries = await codedValues(warehouse, 'country', of('country'), ['country'], (value) => [
    normaliseCountry(value, aliases),
  ]);
  const inCountry = (field: string): string =>
    `select ${raw(field)} as raw, c.country as context from ${customer} left join ${countries} c on c.raw = ${raw('customer.country')}`.replace(
      `from ${customer}`,
      `from ${customer} as customer`,
    );
  const names = await codedValues(
    warehouse,
    'name',
    of('coalesce(name, legal_name)'),
    ['name', 'trade', 'given', 'name_place', 'name_number', 'branch', 'legal_form', 'is_person'],
    (value) => {
      const { name, trade, places, numbers, branch, legalForm } = normaliseCompanyName(value, lexicon);
      const given = givenNameOf(value, lexicon);
      return [name, trade, given, places, numbers, branch, legalForm, seemsPerson(value, lexicon)];
    },
  );
  const taxIds = await codedValues(
    warehouse,
    'tax_id',
    inCountry('tax_id'),
    ['tax_id', 'valid'],
    (value, country) => {
      const { taxId, valid } = normaliseTaxId(value, country);
      return [taxId, valid];
    },
  );
  const phones = await codedValues(
    warehouse,
    'phone',
    inCountry('phone'),
    ['phone', 'valid'],
    (value, country) => {
      const { phone, possible } = normalisePhone(value, country);
      return [phone, possible];
    },
  );
  const emails = await codedValues(warehouse, 'email', of('email'), ['email', 'domain', 'valid'], (value) => {
    const { email, host } = normaliseEmail(value, freeMail);
    return [email, host === undefined ? undefined : normaliseDomain(host, freeMail), email !== undefined];
  });
  const websites = await codedValues(warehouse, 'website', of('website'), ['domain'], (value) => [
    normaliseDomain(value, freeMail),
  ]);
  const streets = await codedValues(
    warehouse,
    'street',
    of('street'),
    ['street', 'street_number'],
    (value) => {
      const { street, numbers } = normaliseStreet(value);
      return [street, numbers];
    },
  );
  const cities = await codedValues(warehouse, 'city', of('city'), ['city'], (value) => [
    normalisePlace(value, lexicon),
  ]);
  await makeScratch(
    warehouse,
    'normal',
    `select customer.n, customer.customer_id, customer.source,
      names.name, trade, given, name_number, branch, legal_form, tax_ids.tax_id, customer.external_ref as reference,
      emails.email, coalesce(websites.domain, emails.domain) as domain, phones.phone,
      case when cities.city is not null or ${postcode} is not null
        then concat_ws('|', coalesce(countries.country, ''), coalesce(cities.city, ''), coalesce(${postcode}, ''),
          coalesce(streets.street, ''), coalesce(street_number, ''), coalesce(name_place, ''))
      end as address,
      tax_ids.valid = 'false' as tax_id_wrong, phones.valid = 'false' as phone_wrong, emails.valid = 'false' as email_wrong
    from ${customer} as customer
    left join ${countries} as countries on countries.raw = ${raw('customer.country')}
    left join ${names} as names on names.raw = ${raw('coalesce(customer.name, customer.legal_name)')}
    left join ${taxIds} as tax_ids on tax_ids.raw = ${raw('customer.tax_id')} and tax_ids.context is not distinct from countries.country
    left join ${phones} as phones on phones.raw = ${raw('customer.phone')} and phones.context is not distinct from countries.country
    left join ${emails} as emails on emails.raw = ${raw('customer.email')}
    left join ${websites} as websites on websites.raw = ${raw('customer.website')}
    left join ${streets} as streets on streets.raw = ${raw('customer.street')}
    left join ${cities} as cities on cities.raw = ${raw('customer.city')}`,
  );
  const sameName = (name: string): string => `lower(strip_accents(trim(${name})))`;
  await warehouse.run(
    `insert into int_identity_kind
     select customer_id,
       case when names.is_person = 'true' or exists (
         select 1 from int_contact contact
         where contact._source = customer.source and contact.customer_key = customer.source_key
           and ${sameName('contact.full_name')} = ${sameName('customer.name')}
       ) then 'person' else 'company' end
     from ${customer} as customer left join ${names} as names on names.raw = ${raw('coalesce(customer.name, customer.legal_name)')}
     where customer.kind is null order by 1`,
  );
  await warehouse.run(
    `insert into int_identity_invalid
     select customer_id, field from (${['tax_id', 'phone', 'email']
       .map(
         (field) =>
           `select customer_id, '${field}' as field from ${scratchTable('normal')} where ${field}_wrong`,
       )
       .join(' union all ')}) order by 1, 2`,
  );
}
