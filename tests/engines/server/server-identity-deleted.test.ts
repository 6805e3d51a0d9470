import { expect, it } from 'vitest';
import type { IdentityOverviewResponse } from '../../../src/contract/api/identity.ts';
import { records } from '../../../src/server/queries/records.ts';
import { withLease } from '../../../src/server/queries/with-lease.ts';
import { servedIdentity } from '../../support/served-identity.ts';
import { deleteTied, makeTiedWorkspace } from '../../support/tied-workspace.ts';

const served = servedIdentity(makeTiedWorkspace);
const countsOf = async (entity: 'contact' | 'product') => {
  const { counts } = await served.ask<IdentityOverviewResponse>('GET', `?entity=${entity}`);
  const { records: all, golden, bothSystems, crmOnly, erpOnly, inNeither } = counts;
  expect(bothSystems + crmOnly + erpOnly + inNeither, 'the parts add up').toBe(golden);
  return { all, golden, bothSystems, crmOnly, erpOnly, inNeither };
};
const bySystems = async (): Promise<Record<string, number>> => {
  const rows = await withLease(served.server.services, 'test', (lease) =>
    records<{ systems: string; products: number }>(
      lease,
      `select product_systems as systems, count(distinct golden_product)::double as products from mart_product_standing group by 1`,
    ),
  );
  return Object.fromEntries(rows.map(({ systems, products }) => [systems, products]));
};

it('[GOLDEN-10] [SCD-7] what is deleted in a system is no longer counted as being in it', async () => {
  const [contacts, products] = [await countsOf('contact'), await countsOf('product')];
  expect([contacts.inNeither, products.inNeither]).toEqual([0, 0]);
  // Ann's record in the ERP and all of Eve; the pump's in the ERP and a kit that only the CRM had.
  deleteTied(served.workspace, 'erp', 'people', ['p0']);
  deleteTied(served.workspace, 'crm', 'people', ['k4']);
  deleteTied(served.workspace, 'erp', 'items', ['e0']);
  deleteTied(served.workspace, 'crm', 'items', ['i4']);
  await served.run();
  // A deleted contact leaves the data whole.
  expect(await countsOf('contact')).toEqual({
    ...contacts,
    all: contacts.all - 2,
    golden: contacts.golden - 1,
    bothSystems: contacts.bothSystems - 1,
  });
  // A deleted product stays, since orders name it.
  expect(await countsOf('product')).toEqual({
    ...products,
    bothSystems: products.bothSystems - 1,
    inNeither: 1,
  });
  expect(await bySystems()).toEqual({
    both: products.bothSystems - 1,
    crm: products.crmOnly,
    erp: products.erpOnly,
    none: 1,
  });
});
