import { normaliseDomain } from '../../../pipelines/identity/normalise/domain.ts';
import { normaliseEmail } from '../../../pipelines/identity/normalise/email.ts';
import { normalisePhone } from '../../../pipelines/identity/normalise/phone.ts';
import { normaliseTaxId } from '../../../pipelines/identity/normalise/tax-id.ts';
import type { pinnableFields } from '../../contract/pinnable-fields.ts';
import type { PinLists } from './pin-lists.ts';

/** What a value is held against. */
export interface PinContext {
  readonly lists: PinLists;
  /** Of the customer that the pin is about (ISO, two letters), where it is known. */
  readonly country: string | undefined;
  /** What records of this customer say for the field. */
  readonly said: readonly string[];
}

const noFreeMail: ReadonlySet<string> = new Set();
/** What is dialled, an extension behind it. */
const dialled = /^(?:[\d\s()+./#,;–-]|ext|x|转|分机)+$/iu;

const isPhone = (value: string, country: string | undefined): boolean => {
  if (!dialled.test(value.normalize('NFKC'))) return false;
  const { phone, possible } = normalisePhone(value, country);
  return phone !== undefined && possible !== false;
};

const isTaxId = (value: string, country: string | undefined): boolean => {
  const { taxId, valid } = normaliseTaxId(value, country);
  return taxId !== undefined && valid !== false;
};

/** [REVIEW-5] Whether a value can be one of its field. */
export function pinFits(
  field: (typeof pinnableFields)[number],
  value: string,
  { lists, country, said }: PinContext,
): boolean {
  switch (field) {
    case 'kind':
      return value === 'company' || value === 'person';
    case 'country':
      return lists.countries.includes(value);
    case 'currency':
      return lists.currencies.includes(value);
    case 'channel':
      return lists.channels.includes(value);
    case 'industry':
      return lists.industries.length === 0 ? /\S/.test(value) : lists.industries.includes(value);
    case 'credit_limit':
      return /^\d{1,14}(\.\d{1,4})?$/.test(value);
    case 'payment_terms_days':
      return /^\d{1,3}$/.test(value) && Number(value) <= 365;
    case 'email':
      return normaliseEmail(value, noFreeMail).email !== undefined || said.includes(value);
    case 'phone':
      return isPhone(value, country) || said.includes(value);
    case 'tax_id':
      return isTaxId(value, country) || said.includes(value);
    case 'website':
      return normaliseDomain(value, noFreeMail) !== undefined || said.includes(value);
    default:
      return /\S/.test(value);
  }
}
