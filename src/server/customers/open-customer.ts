import type { CustomerResponse } from '../../contract/api/customers.ts';
import type { Cell } from '../../contract/api/cell.ts';
import {
  compileContacts,
  compileHeading,
  compileOffers,
  compileOpportunities,
  compileRecords,
  type Statement,
} from '../../metrics/customers/compile-customer.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import type { Asker } from '../queries/answer-query.ts';
import { compileContext } from '../queries/compile-context.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';
import type { Services } from '../services.ts';
import { customerValue } from './customer-value.ts';
import type { FoundCustomer } from './find-customer.ts';
import { groupOffers } from './group-offers.ts';
import { lineOf } from './line-of.ts';
import { pinsMade } from './pins-made.ts';

type Row = Record<string, Cell>;

const text = (value: Cell | undefined): string | null => (typeof value === 'string' ? value : null);
const number = (value: Cell | undefined): number | null => (typeof value === 'number' ? value : null);
const names = (value: Cell | undefined): string[] =>
  (text(value) ?? '').split(',').filter((name) => name !== '');

/** [C360-1] to [C360-6] All that the page of a customer shows above its time line, as this person may see it. */
export async function openCustomer(
  services: Pick<Services, 'cache' | 'identity' | 'limits' | 'now' | 'workspace'>,
  lease: ServingLease,
  asker: Asker,
  customer: FoundCustomer,
): Promise<Omit<CustomerResponse, 'generation' | 'asOf' | 'redirectedFrom'>> {
  const policy = rowPolicy(asker.principal);
  const context = compileContext(lease, asker.language);
  const { goldenId, customerNo } = customer;
  const key = JSON.stringify(['customer', lease.generation, goldenId, policy.key]);
  const read = async ({ sql, parameters }: Statement): Promise<Row[]> => records<Row>(lease, sql, parameters);
  const described = services.cache.get(key, () =>
    services.limits.queries.run(asker.principal.userId, async () => {
      const [[heading], offers, sources, contacts, opportunities] = await Promise.all([
        read(compileHeading(goldenId, policy, context)),
        read(compileOffers(goldenId, policy, context)),
        read(compileRecords(goldenId, policy, context)),
        read(compileContacts(customerNo, policy, context)),
        read(compileOpportunities(customerNo, policy, context)),
      ]);
      const count = offers.length + sources.length + contacts.length + opportunities.length;
      return { heading: heading ?? {}, offers, sources, contacts, opportunities, bytes: 500 + count * 200 };
    }),
  );
  const [{ value: found }, value] = await Promise.all([
    described,
    customerValue(services, lease, asker, customer),
  ]);
  const { heading } = found;
  return {
    goldenId,
    customerNo,
    name: text(heading['name']),
    otherName: text(heading['other_name']),
    kind: text(heading['kind']),
    region: text(heading['region']),
    channel: text(heading['channel']),
    owner: text(heading['owner']),
    isActive: heading['is_active'] === true,
    createdOn: text(heading['created_on']),
    optedOut: heading['opted_out'] === true,
    sources: names(heading['sources']),
    inCrm: heading['in_crm'] === true,
    inErp: heading['in_erp'] === true,
    recordCount: Number(heading['record_count'] ?? 0),
    masked: policy.maskPersonal,
    fields: groupOffers(found.offers, pinsMade(services, found.offers, policy.maskPersonal)),
    records: found.sources.map((row) => ({
      record: text(row['record']) ?? '',
      source: text(row['source']) ?? '',
      role: text(row['role']) ?? '',
      name: text(row['name']),
      region: text(row['region']),
      channel: text(row['channel']),
      createdOn: text(row['created_on']),
      isActive: row['is_active'] === true,
      joinedBy: text(row['joined_by']) ?? 'alone',
      weight: number(row['weight']),
      line: lineOf(row),
    })),
    contacts: found.contacts.map((row) => ({
      contact: text(row['golden_contact_id']) ?? '',
      name: text(row['name']),
      title: text(row['title']),
      email: text(row['email']),
      phone: text(row['phone']),
      optedOut: row['opted_out'] === true,
      sources: names(row['sources']),
    })),
    opportunities: found.opportunities.map((row) => ({
      opportunity: text(row['opportunity_id']) ?? '',
      name: text(row['name']),
      stage: text(row['stage']),
      amount: number(row['amount']),
      currency: text(row['currency']),
      amountInCurrency: number(row['amount_in_currency']),
      probability: number(row['probability']),
      createdOn: text(row['created_on']) ?? '',
      closeOn: text(row['close_on']),
      line: lineOf(row),
    })),
    value,
  };
}
