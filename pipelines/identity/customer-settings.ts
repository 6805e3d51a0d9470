import { linkSettingsSchema, type LinkSettings } from './link/link-settings.ts';

/**
 * [LINK-1] How customers are compared in every workspace: fields as normalise-customers.ts writes them, and the rules by which
 * two records are brought together. What agreement is worth is not said here: it is estimated from the records.
 */
export const customerSettings: LinkSettings = linkSettingsSchema.parse({
  mode: 'dedupe',
  key: 'customer_id',
  fields: [
    { name: 'name', kind: 'company_name', normalised: true },
    { name: 'trade', kind: 'word_list', normalised: true, names: true },
    { name: 'given', kind: 'given_name', normalised: true, names: true, only_apart: true },
    { name: 'name_number', kind: 'number_list', normalised: true },
    { name: 'branch', kind: 'word_list', normalised: true },
    { name: 'legal_form', kind: 'legal_form', normalised: true },
    { name: 'tax_id', kind: 'tax_id', normalised: true },
    { name: 'reference', kind: 'identifier', only_same: true },
    { name: 'email', kind: 'email', normalised: true },
    { name: 'domain', kind: 'domain', normalised: true },
    { name: 'phone', kind: 'phone', normalised: true },
    { name: 'address', kind: 'postal_address', normalised: true },
  ],
  blocks: [
    ['tax_id:number'],
    ['reference'],
    ['email'],
    ['domain'],
    ['phone'],
    ['name:letters'],
    ['name:token'],
    ['name:token', 'address:city'],
    ['name:token', 'address:named'],
    ['name:token', 'address:postcode'],
    ['address:door'],
    ['address:lot'],
  ],
});
